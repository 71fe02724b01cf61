/** Files and folders of this machine, in and out of a content store. */
@NullMarked
package assay.registry.files;

import org.jspecify.annotations.NullMarked;
