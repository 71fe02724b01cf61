package assay.training.rounds;

import assay.chain.Address;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.database.Documents;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedCallJson;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLogJson;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SentUpdateJson;
import assay.training.federated.round.SignedCall;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.round.SiteUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rounds of federated jobs: the newest call of each and what sites sent to it, and the log of
 * those that are recorded. All are short words that their signers signed; models and updates are in
 * the content store. A call is for the round after the last of the log, and a record ends it, so
 * that neither ever goes back. Whether an update came in time and is of use its coordinator
 * decides. Thread-safe.
 */
public final class FederatedRounds {

  /** Sites that one round tells of, those left out among them. */
  public static final int MAX_SITES = 64;

  /** The log of one job. */
  public static final int MAX_LOG_BYTES = 4 << 20;

  /** Above what {@value #MAX_SITES} sites take, each left out for a reason of 300 characters. */
  private static final int LONGEST_ROUND = 1 << 18;

  private static final Documents<FederatedCallJson> CALLS =
      new Documents<>(FederatedCallJson.class);
  private static final Documents<SentUpdateJson> UPDATES = new Documents<>(SentUpdateJson.class);
  private static final Documents<RoundLogJson.Round> ROUNDS =
      new Documents<>(RoundLogJson.Round.class, LONGEST_ROUND);

  private final Database database;
  private final FederatedJobs jobs;

  public FederatedRounds(Database database, FederatedJobs jobs) {
    this.database = database;
    this.jobs = jobs;
  }

  /**
   * Calls the sites to a round. Another call of the same round takes the place of the one before
   * and of what was sent to it; the same call again changes nothing.
   *
   * @throws IllegalArgumentException if the signature is not the coordinator's
   * @throws RoundsRefusedException if it is another's, of another deployment, of a job that is not
   *     under way, or for another round than the one after the last that is recorded
   */
  public void call(Address caller, SignedCall signed, Instant now) {
    FederatedJob job = signed.statement().job();
    requireOwn(caller, job.coordinator(), job);
    requireSigned(signed.isSigned(), "call to round " + signed.statement().round(), caller);
    FederatedCallJson called = FederatedCallJson.of(signed);
    database.inTransaction(
        transaction -> {
          JobRows rows = new JobRows(transaction, job);
          hear(rows, now);
          rows.requireUnderWay();
          requireNext(rows, called.round());
          boolean isKnown = call(rows, "").filter(called::equals).isPresent();
          return isKnown ? 0 : keep(rows, called);
        });
  }

  private void requireOwn(Address caller, Address signer, FederatedJob job) {
    if (!signer.equals(caller)) {
      throw RoundsRefusedException.anothers(caller, signer);
    }
    jobs.requireHere(job);
  }

  private static void requireSigned(boolean isSigned, String what, Address signer) {
    if (!isSigned) {
      throw new IllegalArgumentException(
          "This %s is not signed by %s; sign it as it stands here.".formatted(what, signer));
    }
  }

  /** Holds the job too, so that its coordinator's words come one after another. */
  private static void hear(JobRows rows, Instant now) {
    rows.update("update federated_job set heard_at = :now where" + JobRows.KEY)
        .bind("now", Columns.time(now))
        .execute();
  }

  private static void requireNext(JobRows rows, int round) {
    int next = rows.last().map(JobRows.Last::round).orElse(0) + 1;
    if (round != next) {
      throw RoundsRefusedException.outOfOrder(round, next);
    }
  }

  private static int keep(JobRows rows, FederatedCallJson called) {
    rows.dropCall();
    return rows.update(
            "insert into federated_call (bounty, coordinator, round, document)"
                + " values (:bounty, :coordinator, :round, :document)")
        .bind("round", called.round())
        .bind("document", CALLS.text(called))
        .execute();
  }

  private static Optional<FederatedCallJson> call(JobRows rows, String lock) {
    return rows.query("select document from federated_call where" + JobRows.KEY + lock)
        .mapTo(String.class)
        .map(CALLS::read)
        .findOne();
  }

  /** The round that sites are called to, if they are to any; for them and the coordinator. */
  public Optional<FederatedCallJson> current(Address caller, BountyId bounty, Address coordinator) {
    return database.inTransaction(
        transaction -> {
          JobRows rows = jobs.rows(transaction, coordinator, bounty);
          return call(rows, "")
              .filter(call -> caller.equals(coordinator) || rows.isInvited(caller));
        });
  }

  /**
   * Keeps what a site sent; the same again changes nothing.
   *
   * @throws IllegalArgumentException if the signature is not the site's
   * @throws RoundsRefusedException if it is another's, of another deployment, of a job that is not
   *     under way, if the bounty names no dataset of the site, if another round is on or began with
   *     another model, or if the site sent otherwise before
   */
  public void send(Address caller, SentUpdate sent) {
    SiteUpdate update = sent.signed().statement();
    requireOwn(caller, update.site(), update.job());
    requireSigned(sent.signed().isSigned(), "update in round " + update.round(), caller);
    SentUpdateJson said = SentUpdateJson.of(sent);
    database.inTransaction(
        transaction -> {
          JobRows rows = new JobRows(transaction, update.job());
          rows.requireUnderWay();
          rows.requireInvited(caller);
          requireOn(rows, update);
          return keep(rows, update, said);
        });
  }

  /** Holds the call, so that its round is not ended while its updates are kept. */
  private static void requireOn(JobRows rows, SiteUpdate update) {
    boolean isOn =
        call(rows, " for share").filter(call -> call.round() == update.round()).isPresent();
    if (!isOn) {
      throw RoundsRefusedException.over(update);
    }
    if (rows.last().filter(last -> !last.model().equals(update.previousModel())).isPresent()) {
      throw RoundsRefusedException.otherModel(update);
    }
  }

  private static int keep(JobRows rows, SiteUpdate update, SentUpdateJson said) {
    int kept =
        rows.update(
                "insert into federated_update (bounty, coordinator, site, document)"
                    + " values (:bounty, :coordinator, :site, :document) on conflict do nothing")
            .bind("site", update.site().hex())
            .bind("document", UPDATES.text(said))
            .execute();
    if (kept == 0 && !updates(rows).contains(said)) {
      throw RoundsRefusedException.sentAlready(update);
    }
    return kept;
  }

  /** What was sent to the caller's newest call for a bounty, by site. */
  public List<SentUpdateJson> updates(Address caller, BountyId bounty) {
    return database.inTransaction(transaction -> updates(jobs.rows(transaction, caller, bounty)));
  }

  private static List<SentUpdateJson> updates(JobRows rows) {
    return rows.query(
            "select document from federated_update where" + JobRows.KEY + " order by site")
        .mapTo(String.class)
        .map(UPDATES::read)
        .list();
  }

  /**
   * Adds a round to the log and ends its call; the same round again changes nothing.
   *
   * @throws IllegalArgumentException if the signature is not the coordinator's, if one of an update
   *     is not its site's, or if it tells of too many sites
   * @throws RoundsRefusedException if it is another's, of another deployment, of a job that is not
   *     open, if it does not follow on the last round by number and model, if another round has its
   *     number, or if the log is full
   */
  public void record(Address caller, RoundEntry entry, Instant now) {
    FederatedRound round = entry.round();
    requireOwn(caller, round.job().coordinator(), round.job());
    requireSigned(entry.isSigned(), "round " + round.number(), caller);
    round.updates().forEach(FederatedRounds::requireSigned);
    requireFewSites(round);
    RoundLogJson.Round said = RoundLogJson.Round.of(entry);
    database.inTransaction(
        transaction -> {
          JobRows rows = new JobRows(transaction, round.job());
          hear(rows, now);
          if (!rows.isOpen()) {
            throw RoundsRefusedException.notOpen(round.job());
          }
          Optional<RoundLogJson.Round> recorded = recorded(rows, round.number());
          if (recorded.filter(kept -> !kept.equals(said)).isPresent()) {
            throw RoundsRefusedException.recorded(round.number());
          }
          return recorded.isPresent() ? 0 : append(rows, round, ROUNDS.text(said));
        });
  }

  private static void requireSigned(SignedUpdate update) {
    requireSigned(
        update.isSigned(),
        "update in round " + update.statement().round(),
        update.statement().site());
  }

  private static void requireFewSites(FederatedRound round) {
    int sites = round.updates().size() + round.leftOut().size();
    if (sites > MAX_SITES) {
      throw new IllegalArgumentException(
          "Round %d tells of %d sites; tell of at most %d."
              .formatted(round.number(), sites, MAX_SITES));
    }
  }

  private static Optional<RoundLogJson.Round> recorded(JobRows rows, int number) {
    return rows.query(
            "select document from federated_round where" + JobRows.KEY + " and number = :number")
        .bind("number", number)
        .mapTo(String.class)
        .map(ROUNDS::read)
        .findOne();
  }

  private static int append(JobRows rows, FederatedRound round, String document) {
    requireNext(rows, round.number());
    if (rows.last().filter(last -> !last.model().equals(round.previousModel())).isPresent()) {
      throw RoundsRefusedException.breaks(round.number());
    }
    requireRoom(rows, document);
    rows.dropCall();
    return rows.update(
            "insert into federated_round (bounty, coordinator, number, model, document)"
                + " values (:bounty, :coordinator, :number, :model, :document)")
        .bind("number", round.number())
        .bind("model", round.model().hex())
        .bind("document", document)
        .execute();
  }

  private static void requireRoom(JobRows rows, String document) {
    long kept =
        rows.query(
                "select coalesce(sum(octet_length(document)), 0) from federated_round where"
                    + JobRows.KEY)
            .mapTo(Long.class)
            .one();
    if (kept + document.getBytes(StandardCharsets.UTF_8).length > MAX_LOG_BYTES) {
      throw RoundsRefusedException.full(rows.job().bounty());
    }
  }

  /** The rounds of a job that are recorded, without anchors, if there ever was such a job. */
  public Optional<RoundLogJson.Log> log(BountyId bounty, Address coordinator) {
    return database.inTransaction(
        transaction -> {
          JobRows rows = jobs.rows(transaction, coordinator, bounty);
          return rows.query("select * from federated_job where" + JobRows.KEY)
              .map((row, context) -> JobRows.job(row))
              .findOne()
              .map(job -> RoundLogJson.Log.of(job, rounds(rows)));
        });
  }

  private static List<RoundLogJson.Round> rounds(JobRows rows) {
    return rows.query(
            "select document from federated_round where" + JobRows.KEY + " order by number")
        .mapTo(String.class)
        .map(ROUNDS::read)
        .list();
  }
}
