/** Signing in with an Ethereum account (EIP-4361). */
@NullMarked
package assay.registry.signin;

import org.jspecify.annotations.NullMarked;
