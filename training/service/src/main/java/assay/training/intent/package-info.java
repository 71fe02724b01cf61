/** What researchers want the market to do, made ready for their wallets. */
@NullMarked
package assay.training.intent;

import org.jspecify.annotations.NullMarked;
