package assay.training.runs;

import assay.chain.Address;
import assay.training.TrainingException;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyState;
import java.time.Duration;
import java.util.Optional;

/** The platform does not keep what a miner tells of a run. */
public final class RunRefusedException extends TrainingException {

  private final Optional<Duration> retryAfter;

  private RunRefusedException(String code, String message) {
    super(code, message);
    this.retryAfter = Optional.empty();
  }

  private RunRefusedException(String code, String message, Duration retryAfter) {
    super(code, message);
    this.retryAfter = Optional.of(retryAfter);
  }

  @Override
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  static RunRefusedException noMiner(Address account) {
    return new RunRefusedException(
        "no-miner",
        "%s has not joined as a miner in the final chain; join with that role, or wait until it is final."
            .formatted(account));
  }

  static RunRefusedException unknownBounty(BountyId bounty) {
    return new RunRefusedException(
        "not-found",
        "There is no bounty %s in the final chain; check the id, or wait until it is final."
            .formatted(bounty));
  }

  static RunRefusedException over(BountyId bounty, BountyState state) {
    return new RunRefusedException(
        "run-over",
        "Bounty %s is %s, so nothing more is kept of runs for it.".formatted(bounty, state));
  }

  static RunRefusedException full(BountyId bounty) {
    return new RunRefusedException(
        "run-full",
        "The run for bounty %s has %d points, and more are not kept of one run; tell the rest less often."
            .formatted(bounty, Runs.MAX_POINTS));
  }

  /**
   * No more runs are kept.
   *
   * @param untilRoom until as many runs are forgotten that one more is kept, unless they go on
   */
  public static RunRefusedException tooMany(BountyId bounty, Duration untilRoom) {
    return new RunRefusedException(
        "too-many-runs",
        "As many runs are kept for bounty %s, or of this account, as may be; train without telling."
            .formatted(bounty),
        untilRoom);
  }
}
