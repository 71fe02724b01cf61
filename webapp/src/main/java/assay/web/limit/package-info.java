/** How often somebody may ask. */
@NullMarked
package assay.web.limit;

import org.jspecify.annotations.NullMarked;
