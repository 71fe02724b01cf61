package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.training.ledger.BountyState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A bounty as the final chain has it.
 *
 * @param spec CID of its specification, or hex where the researcher gave something else
 * @param stateDeadline when the state can be led on from; none in a final state
 * @param token what reward, fees and stakes are in; the zero address is ether
 * @param seatLock ether that each seat locks of its bond
 * @param threshold accuracy in millionths that qualifies
 * @param byContribution whether owners are paid by what the seats measure
 * @param winnerCount the winner's correct answers out of {@code privateCount}
 */
public record BountyView(
    Bytes32 id,
    Address researcher,
    String spec,
    BountyState state,
    Optional<Instant> stateDeadline,
    Address token,
    Wei reward,
    Wei panelFee,
    Wei stake,
    Wei evaluationFee,
    Wei seatLock,
    int threshold,
    long privateCount,
    int seats,
    int quorum,
    boolean byContribution,
    Optional<Address> winner,
    Optional<Long> winnerCount,
    Optional<Bytes32> model,
    Instant openedAt,
    List<DatasetTerm> datasets) {

  public BountyView {
    datasets = List.copyOf(datasets);
  }

  BountyView with(List<DatasetTerm> found) {
    return new BountyView(
        id,
        researcher,
        spec,
        state,
        stateDeadline,
        token,
        reward,
        panelFee,
        stake,
        evaluationFee,
        seatLock,
        threshold,
        privateCount,
        seats,
        quorum,
        byContribution,
        winner,
        winnerCount,
        model,
        openedAt,
        found);
  }

  /**
   * A dataset the bounty is to be trained on.
   *
   * @param weight its owner's part of the owners' part in 10 000, where it is not measured
   * @param share what it contributed to the winner, where that was measured: its owner's part is
   *     this of the sum of all
   */
  public record DatasetTerm(
      Bytes32 asset, long version, int weight, boolean required, Optional<Integer> share) {}
}
