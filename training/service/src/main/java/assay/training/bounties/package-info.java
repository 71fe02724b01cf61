/** Bounties, submissions, evaluations and payouts as the final chain has them. */
@NullMarked
package assay.training.bounties;

import org.jspecify.annotations.NullMarked;
