/** Who is calling: sign-in with Ethereum and the tokens it gives. */
@NullMarked
package assay.web.account;

import org.jspecify.annotations.NullMarked;
