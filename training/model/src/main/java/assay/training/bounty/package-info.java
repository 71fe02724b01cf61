/**
 * What a bounty measures and how it is committed to: test set, score, criterion, verdict, and the
 * hash preimages that the contracts define. Every rule here gives what the contract gives.
 */
@NullMarked
package assay.training.bounty;

import org.jspecify.annotations.NullMarked;
