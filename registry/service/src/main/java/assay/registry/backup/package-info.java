/** What a platform alone holds, in a file and out of it. */
@NullMarked
package assay.registry.backup;

import org.jspecify.annotations.NullMarked;
