/** What each client is worth to a federation. */
@NullMarked
package assay.training.federated.contribution;

import org.jspecify.annotations.NullMarked;
