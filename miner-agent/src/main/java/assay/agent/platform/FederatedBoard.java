package assay.agent.platform;

import assay.chain.Address;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLog;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedCall;
import java.util.List;
import java.util.Optional;

/**
 * Where a coordinator and the sites of a federated job find each other's words, in one account's
 * name. It keeps signed words and where sealed files lie, never a model. What comes back its reader
 * checks: signature, job and round. Every call may throw {@link PlatformUnreachableException} or
 * {@link PlatformRefusedException}. Thread-safe.
 */
public interface FederatedBoard {

  /**
   * Begins this account's job for a bounty, or goes on with it: the rounds that were recorded
   * before still count. Open already, it stays as it is.
   */
  void open(BountyId bounty);

  /** The sites that are ready for this account's job, by address. */
  List<Address> sites(BountyId bounty);

  /**
   * Calls the sites to a round; the newest call counts, and another one of the same round makes
   * what was sent to the one before be forgotten.
   *
   * @throws PlatformRefusedException with the code {@code round-out-of-order} if it is not for the
   *     round after the last that is recorded, with {@code no-federated-job} if none is open
   */
  void call(SignedCall call);

  /** What sites sent to this account's newest call, by site. */
  List<SentUpdate> updates(BountyId bounty);

  /**
   * Adds a round to the public log, which ends its call. The same round again changes nothing.
   *
   * @throws PlatformRefusedException with the code {@code round-recorded} if another one is there
   *     under its number, with {@code round-out-of-order} if it does not follow on the last one by
   *     number and model
   */
  void record(RoundEntry round);

  /** Ends this account's job: nobody is called any more, the log stays. */
  void end(BountyId bounty);

  /** Open jobs for bounties that name a dataset of this account. */
  List<FederatedJob> jobs();

  /**
   * This account can be called.
   *
   * @throws PlatformRefusedException with the code {@code not-invited} if the bounty names no
   *     dataset of this account, with {@code no-federated-job} if the job is not open
   */
  void ready(FederatedJob job);

  /** This account cannot be called any more. */
  void leave(FederatedJob job);

  /** The newest call of a job to sites, if one is on. */
  Optional<SignedCall> current(FederatedJob job);

  /**
   * Answers the newest call. The same update again changes nothing.
   *
   * @throws PlatformRefusedException with the code {@code round-over} if it is not for the newest
   *     call, with {@code other-model} if it began with another model than the last round ended
   *     with, with {@code sent-already} if another one was sent to this call, with {@code
   *     not-invited} if the bounty names no dataset of this account
   */
  void send(SentUpdate update);

  /** The rounds of a job that are recorded, without anchors, if the job was ever open. */
  Optional<RoundLog> rounds(FederatedJob job);
}
