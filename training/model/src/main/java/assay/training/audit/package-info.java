/**
 * A stranger's check of one bounty: everything that can be derived again from final events,
 * transaction inputs and stored bytes, as claims with their proofs. Asks no contract and no
 * platform for an answer.
 */
@NullMarked
package assay.training.audit;

import org.jspecify.annotations.NullMarked;
