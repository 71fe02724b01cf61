/** A real browser in tests. */
@NullMarked
package assay.web.browser;

import org.jspecify.annotations.NullMarked;
