package assay.training.bounties;

import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.training.ledger.BountyState;
import java.time.Instant;
import java.util.Optional;

/**
 * A seat beside the bounty whose panel it is on.
 *
 * @param state of the bounty
 * @param stateDeadline when the bounty can be led on from that state; none in a final state
 * @param seatLock ether of the evaluator's bond that the seat locks until the bounty is over
 */
public record SeatView(
    Bytes32 bounty,
    BountyState state,
    Optional<Instant> stateDeadline,
    Wei seatLock,
    EvaluationView evaluation) {}
