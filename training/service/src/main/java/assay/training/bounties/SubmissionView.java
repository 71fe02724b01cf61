package assay.training.bounties;

import assay.chain.Address;
import assay.training.ledger.SubmissionStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A miner's submission to a bounty.
 *
 * @param order place in the order of commits, from 1
 * @param checkpoint CID of the sealed checkpoint, once revealed
 * @param verdict correct answers on the private test set, once judged
 * @param reached milestones reached in order
 */
public record SubmissionView(
    Address miner,
    int slot,
    long order,
    SubmissionStatus status,
    Optional<String> checkpoint,
    Optional<Long> verdict,
    Optional<Boolean> qualifies,
    int reached,
    Instant committedAt,
    Optional<Instant> revealedAt) {}
