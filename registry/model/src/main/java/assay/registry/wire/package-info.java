/** JSON documents that strangers write and we sign or hash: read strictly, written in one form. */
@NullMarked
package assay.registry.wire;

import org.jspecify.annotations.NullMarked;
