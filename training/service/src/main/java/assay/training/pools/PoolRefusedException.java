package assay.training.pools;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.TrainingException;
import assay.training.bounty.BountyId;
import assay.training.pool.Question;
import assay.training.pool.Turn;
import java.time.Duration;
import java.util.Optional;

/** The platform does not keep what somebody says of a pool. */
public final class PoolRefusedException extends TrainingException {

  /** What kind of refusal it is. */
  public enum Kind {
    /** It is not his to say. */
    FORBIDDEN,
    /** The chain or what is kept already says otherwise. */
    CONFLICT,
    /** There is no such thing. */
    UNKNOWN,
    /** There are as many as there may be. */
    TOO_MANY
  }

  private final Kind kind;
  private final Optional<Duration> retryAfter;

  private PoolRefusedException(Kind kind, String code, String message) {
    super(code, message);
    this.kind = kind;
    this.retryAfter = Optional.empty();
  }

  private PoolRefusedException(String code, String message, Duration retryAfter) {
    super(code, message);
    this.kind = Kind.TOO_MANY;
    this.retryAfter = Optional.of(retryAfter);
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  static PoolRefusedException anothers(Address caller, Address signer) {
    return new PoolRefusedException(
        Kind.FORBIDDEN,
        "not-your-statement",
        "%s signed this, and %s brings it; bring your own.".formatted(signer, caller));
  }

  static PoolRefusedException elsewhere() {
    return new PoolRefusedException(
        Kind.FORBIDDEN,
        "other-deployment",
        "This is signed for another deployment; sign it for the registry that this platform"
            + " follows.");
  }

  static PoolRefusedException noPool(Address account) {
    return new PoolRefusedException(
        Kind.FORBIDDEN,
        "no-pool",
        "%s has not joined as a pool in the final chain; join with that role, or wait until it is final."
            .formatted(account));
  }

  static PoolRefusedException older(Address operator) {
    return new PoolRefusedException(
        Kind.CONFLICT,
        "older-description",
        "A newer description of %s's pool is kept already; sign it again.".formatted(operator));
  }

  static PoolRefusedException otherInventory(Address miner) {
    return new PoolRefusedException(
        Kind.CONFLICT,
        "inventory-not-on-chain",
        "The final chain has not this inventory's hash for %s; publish it with setRig, or wait until that is final."
            .formatted(miner));
  }

  static PoolRefusedException unknownQuestion(Bytes32 question) {
    return new PoolRefusedException(
        Kind.UNKNOWN,
        "question-unknown",
        "No question %s is open to you here; it may be over.".formatted(question));
  }

  static PoolRefusedException overBy(Bytes32 question) {
    return new PoolRefusedException(
        Kind.CONFLICT,
        "offer-over",
        "The offer to question %s is over already; let it be valid longer.".formatted(question));
  }

  /**
   * No more questions may be open.
   *
   * @param untilRoom until as many questions are closed that one more may be open
   */
  public static PoolRefusedException tooManyQuestions(Duration untilRoom) {
    return new PoolRefusedException(
        "too-many-questions",
        "As many questions are open as may be; each closes after %d minutes."
            .formatted(Question.OPEN_FOR.toMinutes()),
        untilRoom);
  }

  /**
   * No more offers are taken.
   *
   * @param untilClosed until the question takes no offers at all
   */
  public static PoolRefusedException tooManyOffers(Bytes32 question, Duration untilClosed) {
    return new PoolRefusedException(
        "too-many-offers",
        "Question %s has as many offers as it may have, and keeps them until it closes; answer another."
            .formatted(question),
        untilClosed);
  }

  /**
   * The account may have no more jobs.
   *
   * @param untilRoom until a job of the account is over, or until it is worth looking again
   */
  public static PoolRefusedException tooManyJobs(Address account, Duration untilRoom) {
    return new PoolRefusedException(
        "too-many-jobs",
        "%s has as many jobs as it may have; end some first.".formatted(account),
        untilRoom);
  }

  static PoolRefusedException leaseLost(BountyId bounty) {
    return new PoolRefusedException(
        Kind.CONFLICT,
        "lease-lost",
        "The lease on bounty %s is over, or its pool took it back; claim another."
            .formatted(bounty));
  }

  static PoolRefusedException noMember(Address account) {
    return new PoolRefusedException(
        Kind.FORBIDDEN,
        "no-member",
        "%s is in no pool in the final chain, so no pool has work for it; join one, or wait until that is final."
            .formatted(account));
  }

  static PoolRefusedException notNamed(Address account, Address pool) {
    return new PoolRefusedException(
        Kind.FORBIDDEN,
        "not-named",
        "The operator of pool %s names other members for all of its bounties, not %s; ask him to name you."
            .formatted(pool, account));
  }

  static PoolRefusedException noCrew(BountyId bounty) {
    return new PoolRefusedException(
        Kind.UNKNOWN,
        "no-crew",
        "No crew trains bounty %s together in this pool; dispatch it with --together first."
            .formatted(bounty));
  }

  static PoolRefusedException roundOver(Turn turn) {
    return new PoolRefusedException(
        Kind.CONFLICT,
        "round-over",
        "Joint round %d of bounty %s is not the one that is on; follow the newest call."
            .formatted(turn.round(), turn.bounty()));
  }

  static PoolRefusedException repliedAlready(Turn turn) {
    return new PoolRefusedException(
        Kind.CONFLICT,
        "replied-already",
        "You replied otherwise to joint round %d of bounty %s; one reply counts."
            .formatted(turn.round(), turn.bounty()));
  }
}
