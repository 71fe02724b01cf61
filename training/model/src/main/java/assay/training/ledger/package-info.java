/** Bounties as the chain tells them, and the calls that change them. */
@NullMarked
package assay.training.ledger;

import org.jspecify.annotations.NullMarked;
