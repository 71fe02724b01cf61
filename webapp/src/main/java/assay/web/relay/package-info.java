/** Whether the operator brings calls in for those who only sign, and with what key. */
@NullMarked
package assay.web.relay;

import org.jspecify.annotations.NullMarked;
