package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.training.ledger.BountyState;
import java.time.Instant;
import java.util.Optional;

/**
 * A submission beside the bounty that it is to.
 *
 * @param state of the bounty
 * @param stateDeadline when the bounty can be led on from that state; none in a final state
 * @param token what stake and fee are in; the zero address is ether
 * @param stake what the submission locks until the bounty is over
 * @param evaluationFee what it locks for the panel
 * @param privateCount samples that the verdict is out of
 */
public record SubmittedView(
    Bytes32 bounty,
    BountyState state,
    Optional<Instant> stateDeadline,
    Address token,
    Wei stake,
    Wei evaluationFee,
    long privateCount,
    SubmissionView submission) {}
