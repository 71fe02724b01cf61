/** Content that accounts bring to the platform's store, block by block. */
@NullMarked
package assay.registry.upload;

import org.jspecify.annotations.NullMarked;
