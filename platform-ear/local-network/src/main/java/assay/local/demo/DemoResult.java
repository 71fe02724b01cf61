package assay.local.demo;

import assay.chain.Address;
import assay.chain.Wei;
import assay.training.bounty.BountyId;
import assay.training.bounty.Score;
import assay.training.ledger.BountyState;
import assay.training.ledger.PayoutRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the main job ended.
 *
 * @param score the winner's, as the panel found it
 * @param payouts everything paid out of the bounty's pot, money back included
 * @param modelSha256Miner of the plain archive, as the miner told
 * @param modelSha256Researcher of the plain archive, as the researcher opened it
 * @param gas by step
 * @param seconds by step
 * @param rounds of a bounty that was trained by rounds
 * @param shares what the panel measured that each dataset contributed, if it measured any
 */
public record DemoResult(
    BountyId bounty,
    BountyState state,
    Optional<Score> score,
    Score threshold,
    List<Payout> payouts,
    Optional<String> modelCid,
    Optional<String> modelSha256Miner,
    Optional<String> modelSha256Researcher,
    Map<String, Long> gas,
    Map<String, Double> seconds,
    Optional<CheckedRounds> rounds,
    List<Share> shares) {

  /** Money that one account got for one role. */
  public record Payout(PayoutRole role, Address address, Wei wei) {}

  /**
   * What an owner's data contributed.
   *
   * @param basisPoints of what all contributed
   */
  public record Share(Address owner, int basisPoints) {}

  public DemoResult {
    payouts = List.copyOf(payouts);
    shares = List.copyOf(shares);
  }

  /** What an account was paid for one role. */
  public Wei paid(PayoutRole role, Address to) {
    return payouts.stream()
        .filter(payout -> payout.role() == role && payout.address().equals(to))
        .map(Payout::wei)
        .reduce(Wei.ZERO, Wei::plus);
  }

  /**
   * Whether the model was paid for and is, bit for bit, the one that was trained, by rounds that
   * all stand on the chain if it was trained by rounds.
   */
  public boolean isSuccess() {
    return state == BountyState.SETTLED
        && modelSha256Researcher.isPresent()
        && modelSha256Researcher.equals(modelSha256Miner)
        && rounds.map(CheckedRounds::isProven).orElse(true);
  }
}
