/** Fewer bytes for an update, and what is lost with them. */
@NullMarked
package assay.training.federated.compression;

import org.jspecify.annotations.NullMarked;
