/** Small models over flat vectors, with gradients written out by hand. */
@NullMarked
package assay.training.federated.model;

import org.jspecify.annotations.NullMarked;
