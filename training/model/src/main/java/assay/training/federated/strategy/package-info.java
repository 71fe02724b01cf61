/** How a server turns joined updates into the next model, and how clients correct theirs. */
@NullMarked
package assay.training.federated.strategy;

import org.jspecify.annotations.NullMarked;
