package assay.training.rounds;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.actor.Role;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.dataset.ContractAt;
import assay.registry.listing.Listable;
import assay.registry.listing.Listable.Column;
import assay.registry.listing.Listing;
import assay.registry.listing.Wanted;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedJobJson;
import assay.training.ledger.BountyState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Bounties that coordinators train for by rounds, and the sites that are ready for them. Only
 * accounts that joined as miners coordinate, one job for each bounty; only who owns a dataset that
 * the bounty names is a site, both as the final chain has it. How many jobs there are is limited,
 * and each is forgotten, with its log, {@link #KEPT_FOR} after its coordinator's last word.
 * Thread-safe.
 */
public final class FederatedJobs {

  /** Jobs that are kept for one bounty. */
  public static final int MAX_PER_BOUNTY = 100;

  /** Jobs that are kept of one coordinator. */
  public static final int MAX_PER_COORDINATOR = 100;

  /** Jobs that one site is told of. */
  public static final int MAX_TOLD = 1_000;

  /** How long a job and its log are kept after its coordinator's last word. */
  public static final Duration KEPT_FOR = Duration.ofDays(90);

  private static final Listable OF_A_BOUNTY =
      new Listable(
          "select j.*, (select count(*) from federated_round f where f.bounty = j.bounty"
              + " and f.coordinator = j.coordinator) as rounds from federated_job j",
          "coordinator",
          Map.of("openedAt", Column.time("opened_at")),
          Map.of("bounty", "r.bounty = :bounty"));

  private final Database database;
  private final Supplier<ContractAt> market;

  /**
   * @param market the BountyMarket that the platform follows, asked each time
   */
  public FederatedJobs(Database database, Supplier<ContractAt> market) {
    this.database = database;
    this.market = market;
  }

  /**
   * Opens the caller's job for a bounty, or opens it again, with the rounds that are recorded; one
   * that is open stays as it is.
   *
   * @throws RoundsRefusedException if the caller is no miner, if there is no such bounty or it
   *     takes no submissions any more, or if there are too many jobs
   */
  public void open(Address caller, BountyId bounty, Instant now) {
    database.inTransaction(
        transaction -> {
          JobRows rows = rows(transaction, caller, bounty);
          return rows.isOpen() ? 0 : open(rows, now);
        });
  }

  JobRows rows(Handle transaction, Address coordinator, BountyId bounty) {
    return new JobRows(transaction, new FederatedJob(market.get(), bounty, coordinator));
  }

  private static int open(JobRows rows, Instant now) {
    requireMiner(rows);
    requireTakesSubmissions(rows);
    if (!rows.isKept()) {
      requireRoom(rows, now);
    }
    FederatedJob job = rows.job();
    return rows.update(
            "insert into federated_job (bounty, coordinator, chain_id, market, open, opened_at,"
                + " heard_at) values (:bounty, :coordinator, :chain, :market, true, :now, :now)"
                + " on conflict (bounty, coordinator) do update set open = true,"
                + " heard_at = excluded.heard_at")
        .bind("chain", job.market().chainId())
        .bind("market", job.market().address().hex())
        .bind("now", Columns.time(now))
        .execute();
  }

  private static void requireMiner(JobRows rows) {
    boolean isMiner =
        rows.transaction()
            .createQuery("select roles from actor where address = :account")
            .bind("account", rows.job().coordinator().hex())
            .mapTo(Integer.class)
            .findOne()
            .filter(roles -> Role.in(roles).contains(Role.MINER))
            .isPresent();
    if (!isMiner) {
      throw RoundsRefusedException.noMiner(rows.job().coordinator());
    }
  }

  private static void requireTakesSubmissions(JobRows rows) {
    BountyId bounty = rows.job().bounty();
    BountyState state =
        rows.transaction()
            .createQuery("select state from bounty where id = :bounty")
            .bind("bounty", bounty.value().hex())
            .mapTo(String.class)
            .findOne()
            .map(BountyState::valueOf)
            .orElseThrow(() -> RoundsRefusedException.unknownBounty(bounty));
    if (state != BountyState.SAMPLED && state != BountyState.OPEN) {
      throw RoundsRefusedException.closed(bounty, state);
    }
  }

  private static void requireRoom(JobRows rows, Instant now) {
    FederatedJob job = rows.job();
    // Two that are counted at once would both find room.
    rows.transaction().execute("lock table federated_job in exclusive mode");
    rows.transaction()
        .execute(
            "delete from federated_job where heard_at <= ?", Columns.time(now.minus(KEPT_FOR)));
    Stream.of(
            fullUntil(rows, "bounty", job.bounty().value().hex(), MAX_PER_BOUNTY),
            fullUntil(rows, "coordinator", job.coordinator().hex(), MAX_PER_COORDINATOR))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .ifPresent(
            room -> {
              throw RoundsRefusedException.tooMany(job.bounty(), Duration.between(now, room));
            });
  }

  /** When one more is kept; none if it is now. */
  private static Optional<Instant> fullUntil(JobRows rows, String column, String value, int most) {
    return rows.transaction()
        .createQuery(
            "select heard_at from federated_job where "
                + column
                + " = :value order by heard_at desc offset :others limit 1")
        .bind("value", value)
        .bind("others", most - 1)
        .map((row, context) -> Columns.instant(row, "heard_at").plus(KEPT_FOR))
        .findOne();
  }

  /** Ends the caller's job, if he has one open: nobody is ready or called any more. */
  public void end(Address caller, BountyId bounty) {
    database.inTransaction(
        transaction -> {
          JobRows rows = rows(transaction, caller, bounty);
          int ended =
              rows.update("update federated_job set open = false where" + JobRows.KEY).execute();
          rows.update("delete from federated_site where" + JobRows.KEY).execute();
          rows.dropCall();
          return ended;
        });
  }

  /** Jobs for a bounty, by {@code openedAt}; the filter {@code bounty} names it. */
  public Listing<FederatedJobView> page(Wanted wanted) {
    return database.inTransaction(
        transaction -> OF_A_BOUNTY.page(transaction, wanted, (row, context) -> view(row)));
  }

  private static FederatedJobView view(ResultSet row) throws SQLException {
    return new FederatedJobView(
        new Bytes32(row.getString("bounty")),
        new Address(row.getString("coordinator")),
        row.getBoolean("open"),
        row.getLong("rounds"),
        Columns.instant(row, "opened_at"),
        Columns.instant(row, "heard_at"));
  }

  /**
   * Jobs that are under way for bounties that name a dataset of the account, the oldest first, at
   * most {@value #MAX_TOLD}.
   */
  public List<FederatedJobJson> of(Address site) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select j.* from federated_job j join bounty b on b.id = j.bounty"
                        + " where j.open and b.state in "
                        + JobRows.TAKES_SUBMISSIONS
                        + " and "
                        + JobRows.invites(":site")
                        + " order by j.opened_at, j.bounty, j.coordinator limit :most")
                .bind("site", site.hex())
                .bind("most", MAX_TOLD)
                .map((row, context) -> FederatedJobJson.of(JobRows.job(row)))
                .list());
  }

  /**
   * The caller can be called.
   *
   * @throws RoundsRefusedException if the job is not under way, or of another deployment, or if its
   *     bounty names no dataset of the caller
   */
  public void ready(Address caller, FederatedJob job) {
    requireHere(job);
    database.inTransaction(
        transaction -> {
          JobRows rows = new JobRows(transaction, job);
          rows.requireUnderWay();
          rows.requireInvited(caller);
          return rows.update(
                  "insert into federated_site (bounty, coordinator, site)"
                      + " values (:bounty, :coordinator, :site) on conflict do nothing")
              .bind("site", caller.hex())
              .execute();
        });
  }

  /** The caller cannot be called any more. */
  public void leave(Address caller, FederatedJob job) {
    requireHere(job);
    database.inTransaction(
        transaction ->
            new JobRows(transaction, job)
                .update("delete from federated_site where" + JobRows.KEY + " and site = :site")
                .bind("site", caller.hex())
                .execute());
  }

  /** The sites that are ready for the caller's job and still invited, by address. */
  public List<Address> sites(Address caller, BountyId bounty) {
    return database.inTransaction(
        transaction ->
            rows(transaction, caller, bounty)
                .query(
                    "select s.site from federated_site s join bounty b on b.id = s.bounty"
                        + " where s.bounty = :bounty and s.coordinator = :coordinator and "
                        + JobRows.invites("s.site")
                        + " order by s.site")
                .mapTo(String.class)
                .map(Address::new)
                .list());
  }

  /** Refuses what is about another deployment. */
  void requireHere(FederatedJob job) {
    if (!job.market().equals(market.get())) {
      throw RoundsRefusedException.elsewhere();
    }
  }
}
