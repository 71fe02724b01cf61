/** Federated jobs: whom coordinators call, what sites sent, and the log of rounds. */
@NullMarked
package assay.training.rounds;

import org.jspecify.annotations.NullMarked;
