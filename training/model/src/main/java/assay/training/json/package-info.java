/** Reading JSON from strangers within bounds, and writing it in one canonical form. */
@NullMarked
package assay.training.json;

import org.jspecify.annotations.NullMarked;
