/** Failures as problem documents (RFC 9457). */
@NullMarked
package assay.web.problem;

import org.jspecify.annotations.NullMarked;
