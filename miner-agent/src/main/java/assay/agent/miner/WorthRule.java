package assay.agent.miner;

import assay.chain.Wei;
import java.time.Duration;
import java.util.Optional;

/**
 * What a bounty must be worth, and how long it may take. Profit is what the miner would be paid
 * less his costs, by the hours of the estimate; that he may not win is not counted.
 *
 * @param leastReward of the bounty, all parts together
 * @param mostTime the longest training
 * @param leastProfit in an hour
 * @param costs of an hour of this rig: power, wear
 * @param takesUnknown whether a bounty is taken whose training time is not known
 */
public record WorthRule(
    Wei leastReward,
    Optional<Duration> mostTime,
    Optional<Wei> leastProfit,
    Wei costs,
    boolean takesUnknown) {

  private static final double WEI_PER_ETHER = 1e18;

  /** Every bounty that pays in ether. */
  public static WorthRule any() {
    return new WorthRule(Wei.ZERO, Optional.empty(), Optional.empty(), Wei.ZERO, true);
  }

  /** Whether it asks how long a training would take. */
  boolean asksTime() {
    return mostTime.isPresent() || leastProfit.isPresent();
  }

  /** What is against the bounty, if anything. */
  Optional<Refusal> against(Prospect prospect) {
    // What a token is worth only people know.
    if (!prospect.token().isZero()) {
      return refusal("pays-in-token", "it pays in the token " + prospect.token());
    }
    if (prospect.reward().compareTo(leastReward) < 0) {
      return refusal(
          "reward-too-low",
          "it pays %s ETH, less than the %s ETH that are asked"
              .formatted(prospect.reward().inEther(), leastReward.inEther()));
    }
    return asksTime() ? againstTime(prospect) : Optional.empty();
  }

  private Optional<Refusal> againstTime(Prospect prospect) {
    Optional<Double> hours = prospect.hours();
    if (hours.isEmpty()) {
      return takesUnknown
          ? Optional.empty()
          : refusal("time-unknown", "how long it would train is not known");
    }
    if (mostTime.isPresent() && prospect.estimate().orElseThrow().compareTo(mostTime.get()) > 0) {
      return refusal(
          "takes-too-long",
          "it would train %.1f hours, longer than %.1f"
              .formatted(hours.get(), mostTime.get().toMinutes() / 60.0));
    }
    return leastProfit.flatMap(least -> againstProfit(profit(prospect, hours.get()), least));
  }

  private static Optional<Refusal> againstProfit(double profit, Wei least) {
    return profit < least.value().doubleValue()
        ? refusal(
            "profit-too-low",
            "it would leave %.6f ETH an hour, less than %s"
                .formatted(profit / WEI_PER_ETHER, least.inEther()))
        : Optional.empty();
  }

  /** Wei an hour; less than nothing where it costs more than it pays. */
  private double profit(Prospect prospect, double hours) {
    return prospect.pay().value().doubleValue() / hours - costs.value().doubleValue();
  }

  private static Optional<Refusal> refusal(String code, String sentence) {
    return Optional.of(new Refusal(code, sentence + "."));
  }
}
