/** Lists that are read page by page, each page beginning behind a row and not behind a count. */
@NullMarked
package assay.registry.listing;

import org.jspecify.annotations.NullMarked;
