/** Final events sent to the addresses of whoever wants them. */
@NullMarked
package assay.web.webhook;

import org.jspecify.annotations.NullMarked;
