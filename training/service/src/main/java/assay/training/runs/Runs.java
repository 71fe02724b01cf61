package assay.training.runs;

import assay.chain.Address;
import assay.registry.actor.Role;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.listing.Listable;
import assay.registry.listing.Listable.Column;
import assay.registry.listing.Listing;
import assay.registry.listing.Wanted;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyState;
import assay.training.report.RunLine;
import assay.training.report.RunPoint;
import assay.training.report.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The runs that miners report, one for each miner and bounty. Only accounts that joined as miners
 * report, each in its own name, until the bounty is over. How many runs there are for a bounty and
 * of an account, and how long each becomes, is limited; what is in a report is its miner's word.
 * Kept for {@link #KEPT_FOR} after the last report. Thread-safe.
 */
public final class Runs {

  /** Points that are kept of one run. */
  public static final int MAX_POINTS = 2_000;

  /** Lines that are kept of one run's log: the newest. */
  public static final int MAX_LINES = 100;

  /** Runs that are kept for one bounty. */
  public static final int MAX_PER_BOUNTY = 500;

  /** Runs that are kept of one account. */
  public static final int MAX_PER_MINER = 500;

  /** How long a run is kept after its last report. */
  public static final Duration KEPT_FOR = Duration.ofDays(90);

  private static final Listable OF_A_BOUNTY =
      new Listable(
          RunRows.RUNS,
          "miner",
          Map.of("startedAt", Column.time("started_at")),
          Map.of("bounty", "r.bounty = :bounty"));

  private final Database database;

  public Runs(Database database) {
    this.database = database;
  }

  /**
   * Keeps what a miner tells of his run; what he told before stays as it is.
   *
   * @throws RunRefusedException if the caller is no miner, if there is no such bounty or it is
   *     over, or if there are too many runs or points
   */
  public void report(Address miner, BountyId bounty, RunReport report, Instant now) {
    database.inTransaction(
        transaction -> {
          requireMiner(transaction, miner);
          requireUnderWay(transaction, bounty);
          Run run = new Run(transaction, bounty, miner);
          if (!run.isKept()) {
            requireRoom(run, now);
          }
          run.keep(report, now);
          return 0;
        });
  }

  private static void requireMiner(Handle transaction, Address account) {
    boolean isMiner =
        transaction
            .createQuery("select roles from actor where address = :account")
            .bind("account", account.hex())
            .mapTo(Integer.class)
            .findOne()
            .filter(roles -> Role.in(roles).contains(Role.MINER))
            .isPresent();
    if (!isMiner) {
      throw RunRefusedException.noMiner(account);
    }
  }

  private static void requireUnderWay(Handle transaction, BountyId bounty) {
    BountyState state =
        transaction
            .createQuery("select state from bounty where id = :bounty")
            .bind("bounty", bounty.value().hex())
            .mapTo(String.class)
            .findOne()
            .map(BountyState::valueOf)
            .orElseThrow(() -> RunRefusedException.unknownBounty(bounty));
    switch (state) {
      case SETTLED, REFUNDED, DEFAULTED, CANCELLED -> throw RunRefusedException.over(bounty, state);
      case NONE, SAMPLED, OPEN, REVEAL, DRAWING, SCORING, SCORE_REVEAL, SCORED, DELIVERING -> {}
    }
  }

  private static void requireRoom(Run run, Instant now) {
    // Two that are counted at once would both find room.
    run.transaction().execute("lock table training_run in exclusive mode");
    run.transaction()
        .execute(
            "delete from training_run where reported_at <= ?", Columns.time(now.minus(KEPT_FOR)));
    Stream.of(
            run.fullUntil("bounty", run.bounty().value().hex(), MAX_PER_BOUNTY),
            run.fullUntil("miner", run.miner().hex(), MAX_PER_MINER))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .ifPresent(
            room -> {
              throw RunRefusedException.tooMany(run.bounty(), Duration.between(now, room));
            });
  }

  /** Runs for a bounty, by {@code startedAt}; the filter {@code bounty} names it. */
  public Listing<RunView> page(Wanted wanted) {
    return database.inTransaction(
        transaction -> OF_A_BOUNTY.page(transaction, wanted, (row, context) -> RunRows.run(row)));
  }

  /** A miner's run for a bounty with the end of its log. */
  public Optional<RunLogView> find(BountyId bounty, Address miner) {
    return database.inTransaction(
        transaction ->
            RunRows.find(transaction, bounty, miner)
                .map(run -> new RunLogView(run, RunRows.log(transaction, bounty, miner))));
  }

  /** The points of a run after a time, the oldest first, at most {@value #MAX_POINTS}. */
  public List<RunPoint> points(BountyId bounty, Address miner, Optional<Instant> after) {
    return database.inTransaction(transaction -> RunRows.points(transaction, bounty, miner, after));
  }

  /** One run's rows, while they are written. */
  private record Run(Handle transaction, BountyId bounty, Address miner) {

    boolean isKept() {
      return RunRows.find(transaction, bounty, miner).isPresent();
    }

    /** When one more is kept; none if it is now. */
    Optional<Instant> fullUntil(String column, String value, int most) {
      return transaction
          .createQuery(
              "select reported_at from training_run where "
                  + column
                  + " = :value order by reported_at desc offset :others limit 1")
          .bind("value", value)
          .bind("others", most - 1)
          .map((row, context) -> Columns.instant(row, "reported_at").plus(KEPT_FOR))
          .findOne();
    }

    /** The row is written first, so that two reports of one run come one after the other. */
    void keep(RunReport report, Instant now) {
      transaction.execute(
          "insert into training_run (bounty, miner, phase, engine, optimizer, hardware, devices,"
              + " batch_size, epochs, samples, started_at, reported_at)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (bounty, miner) do update"
              + " set phase = excluded.phase, engine = excluded.engine,"
              + " optimizer = excluded.optimizer, hardware = excluded.hardware,"
              + " devices = excluded.devices, batch_size = excluded.batch_size,"
              + " epochs = excluded.epochs, samples = excluded.samples,"
              + " reported_at = excluded.reported_at",
          bounty.value().hex(),
          miner.hex(),
          report.phase().name(),
          report.setup().engine(),
          report.setup().optimizer(),
          report.setup().hardware(),
          report.setup().devices(),
          report.setup().batchSize(),
          report.setup().epochs(),
          report.setup().samples(),
          Columns.time(now),
          Columns.time(now));
      addPoints(report.points());
      addLines(report.log());
    }

    private void addPoints(List<RunPoint> points) {
      if (points.isEmpty()) {
        return;
      }
      try (PreparedBatch batch =
          transaction.prepareBatch(
              "insert into training_run_point (bounty, miner, at, epoch, samples, loss, accuracy,"
                  + " sample_loss, samples_per_second, use, temperature)"
                  + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")) {
        points.forEach(point -> batch.add(RunRows.values(bounty, miner, point)));
        batch.execute();
      }
      int kept =
          transaction
              .createQuery(
                  "update training_run set points = (select count(*) from training_run_point p"
                      + " where p.bounty = :bounty and p.miner = :miner)"
                      + " where bounty = :bounty and miner = :miner returning points")
              .bind("bounty", bounty.value().hex())
              .bind("miner", miner.hex())
              .mapTo(Integer.class)
              .one();
      if (kept > MAX_POINTS) {
        throw RunRefusedException.full(bounty);
      }
    }

    private void addLines(List<RunLine> lines) {
      for (RunLine line : lines) {
        transaction.execute(
            "insert into training_run_line (bounty, miner, at, text) values (?, ?, ?, ?)"
                + " on conflict do nothing",
            bounty.value().hex(),
            miner.hex(),
            Columns.time(line.at()),
            line.text());
      }
      transaction.execute(
          "delete from training_run_line where bounty = ? and miner = ? and (at, text) not in"
              + " (select at, text from training_run_line where bounty = ? and miner = ?"
              + " order by at desc, text limit ?)",
          bounty.value().hex(),
          miner.hex(),
          bounty.value().hex(),
          miner.hex(),
          MAX_LINES);
    }
  }
}
