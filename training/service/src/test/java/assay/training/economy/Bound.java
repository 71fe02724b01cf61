package assay.training.economy;

import assay.chain.Wei;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import java.math.BigInteger;

/**
 * The most that an honest player may lose in a bounty, and for what.
 *
 * @param most in wei
 * @param reason the fees stated for what he did
 */
record Bound(BigInteger most, String reason) {

  private static final Bound NOTHING = new Bound(BigInteger.ZERO, "his part has no fee");

  static Bound of(Player<?> player, Plot plot, Wei openingFee) {
    if (player.equals(plot.researcher())) {
      return researcher(plot, openingFee);
    }
    boolean hasCommitted = plot.entries().stream().anyMatch(entry -> entry.miner().equals(player));
    return hasCommitted
        ? new Bound(plot.terms().money().evaluationFee().value(), "the evaluation fee")
        : NOTHING;
  }

  private static Bound researcher(Plot plot, Wei openingFee) {
    BountyTerms.Money money = plot.terms().money();
    BigInteger fees = money.panelFee().plus(openingFee).value();
    if (plot.story().state() != BountyState.SETTLED) {
      return new Bound(fees, "opening and panel fee");
    }
    BigInteger paid = fees.add(money.reward().value());
    if (!plot.story().tells("KeyPublished")) {
      return new Bound(paid, "opening and panel fee, and the reward for a model");
    }
    // Even a right complaint costs its bond when the key is then published (PROTOCOL, step 9).
    return new Bound(
        paid.add(money.reward().dividedRoundingUp(10).value()),
        "opening and panel fee, the reward for a model, and the bond of a complaint answered");
  }
}
