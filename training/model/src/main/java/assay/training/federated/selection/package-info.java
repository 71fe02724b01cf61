/** Which clients take part in a round. */
@NullMarked
package assay.training.federated.selection;

import org.jspecify.annotations.NullMarked;
