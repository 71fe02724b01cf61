package assay.training.rounds;

import assay.chain.Address;
import assay.training.TrainingException;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.SiteUpdate;
import assay.training.ledger.BountyState;
import java.time.Duration;
import java.util.Optional;

/** The platform does not keep what somebody says of a federated job. */
public final class RoundsRefusedException extends TrainingException {

  private final Optional<Duration> retryAfter;

  private RoundsRefusedException(String code, String message) {
    super(code, message);
    this.retryAfter = Optional.empty();
  }

  private RoundsRefusedException(String code, String message, Duration retryAfter) {
    super(code, message);
    this.retryAfter = Optional.of(retryAfter);
  }

  @Override
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  static RoundsRefusedException anothers(Address caller, Address signer) {
    return new RoundsRefusedException(
        "not-your-statement",
        "%s has to say this, and %s brings it; bring your own.".formatted(signer, caller));
  }

  static RoundsRefusedException elsewhere() {
    return new RoundsRefusedException(
        "other-deployment",
        "This is about another deployment; say it of the market that this platform follows.");
  }

  static RoundsRefusedException noMiner(Address account) {
    return new RoundsRefusedException(
        "no-miner",
        "%s has not joined as a miner in the final chain; join with that role, or wait until it is final."
            .formatted(account));
  }

  static RoundsRefusedException unknownBounty(BountyId bounty) {
    return new RoundsRefusedException(
        "not-found",
        "There is no bounty %s in the final chain; check the id, or wait until it is final."
            .formatted(bounty));
  }

  static RoundsRefusedException closed(BountyId bounty, BountyState state) {
    return new RoundsRefusedException(
        "bounty-closed",
        "Bounty %s is %s, so nobody can submit what rounds would make; take another."
            .formatted(bounty, state));
  }

  /**
   * No more jobs are kept.
   *
   * @param untilRoom until as many jobs are forgotten that one more is kept, unless they go on
   */
  public static RoundsRefusedException tooMany(BountyId bounty, Duration untilRoom) {
    return new RoundsRefusedException(
        "too-many-federated-jobs",
        "As many federated jobs are kept for bounty %s, or of this account, as may be; train another way."
            .formatted(bounty),
        untilRoom);
  }

  static RoundsRefusedException notOpen(FederatedJob job) {
    return new RoundsRefusedException(
        "no-federated-job",
        "%s has no open job for bounty %s; it may have ended, or its bounty takes no submissions any more."
            .formatted(job.coordinator(), job.bounty()));
  }

  static RoundsRefusedException notInvited(Address site, BountyId bounty) {
    return new RoundsRefusedException(
        "not-invited",
        "Bounty %s names no dataset that is %s's in the final chain; use the account that owns one."
            .formatted(bounty, site));
  }

  static RoundsRefusedException outOfOrder(int round, int next) {
    return new RoundsRefusedException(
        "round-out-of-order",
        "Round %d does not follow on what is recorded, round %d does; read the log and go on from its end."
            .formatted(round, next));
  }

  static RoundsRefusedException breaks(int round) {
    return new RoundsRefusedException(
        "round-out-of-order",
        "Round %d begins with another model than the one before ended with; read the log and go on from its end."
            .formatted(round));
  }

  static RoundsRefusedException recorded(int round) {
    return new RoundsRefusedException(
        "round-recorded",
        "Round %d is recorded already, and otherwise; what is recorded stays.".formatted(round));
  }

  static RoundsRefusedException full(BountyId bounty) {
    return new RoundsRefusedException(
        "log-full",
        "The log of the job for bounty %s has as many bytes as are kept, %d; end it with what is reached."
            .formatted(bounty, FederatedRounds.MAX_LOG_BYTES));
  }

  static RoundsRefusedException over(SiteUpdate update) {
    return new RoundsRefusedException(
        "round-over",
        "Round %d of %s is not on; follow his newest call."
            .formatted(update.round(), update.job().coordinator()));
  }

  static RoundsRefusedException otherModel(SiteUpdate update) {
    return new RoundsRefusedException(
        "other-model",
        "The update began with the model %s, but the round before %d ended with another; take the newest call's."
            .formatted(update.previousModel(), update.round()));
  }

  static RoundsRefusedException sentAlready(SiteUpdate update) {
    return new RoundsRefusedException(
        "sent-already",
        "%s sent another update to this call of round %d already; one counts."
            .formatted(update.site(), update.round()));
  }
}
