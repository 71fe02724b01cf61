/** The development wallet of a local network. */
@NullMarked
package assay.web.development;

import org.jspecify.annotations.NullMarked;
