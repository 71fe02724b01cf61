/** Requests that are sent again because nobody knows whether the first arrived. */
@NullMarked
package assay.web.repeat;

import org.jspecify.annotations.NullMarked;
