/** What accounts want the chain to do, made ready for their wallets. */
@NullMarked
package assay.registry.intent;

import org.jspecify.annotations.NullMarked;
