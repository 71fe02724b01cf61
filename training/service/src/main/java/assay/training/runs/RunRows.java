package assay.training.runs;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Columns;
import assay.training.bounty.BountyId;
import assay.training.report.RunLine;
import assay.training.report.RunPhase;
import assay.training.report.RunPoint;
import assay.training.report.RunSetup;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of runs, and what they mean. */
final class RunRows {

  /** Every run with its newest point. */
  static final String RUNS =
      "select t.*, p.at, p.epoch, p.samples as seen, p.loss, p.accuracy, p.sample_loss,"
          + " p.samples_per_second, p.use, p.temperature from training_run t left join lateral"
          + " (select * from training_run_point q where q.bounty = t.bounty and q.miner = t.miner"
          + " order by q.at desc limit 1) p on true";

  private RunRows() {}

  static Optional<RunView> find(Handle transaction, BountyId bounty, Address miner) {
    return transaction
        .createQuery(RUNS + " where t.bounty = :bounty and t.miner = :miner")
        .bind("bounty", bounty.value().hex())
        .bind("miner", miner.hex())
        .map((row, context) -> run(row))
        .findOne();
  }

  static List<RunLine> log(Handle transaction, BountyId bounty, Address miner) {
    return transaction
        .createQuery(
            "select at, text from training_run_line where bounty = :bounty and miner = :miner"
                + " order by at, text")
        .bind("bounty", bounty.value().hex())
        .bind("miner", miner.hex())
        .map((row, context) -> new RunLine(Columns.instant(row, "at"), row.getString("text")))
        .list();
  }

  static List<RunPoint> points(
      Handle transaction, BountyId bounty, Address miner, Optional<Instant> after) {
    return transaction
        .createQuery(
            "select p.*, p.samples as seen from training_run_point p where bounty = :bounty"
                + " and miner = :miner and at > :after order by at limit :limit")
        .bind("bounty", bounty.value().hex())
        .bind("miner", miner.hex())
        .bind("after", Columns.time(after.orElse(Instant.EPOCH)))
        .bind("limit", Runs.MAX_POINTS)
        .map((row, context) -> point(row))
        .list();
  }

  static RunView run(ResultSet row) throws SQLException {
    return new RunView(
        new Bytes32(row.getString("bounty")),
        new Address(row.getString("miner")),
        RunView.Source.SELF_REPORTED,
        RunPhase.valueOf(row.getString("phase")),
        new RunSetup(
            row.getString("engine"),
            row.getString("optimizer"),
            row.getString("hardware"),
            row.getInt("devices"),
            row.getInt("batch_size"),
            row.getInt("epochs"),
            row.getLong("samples")),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "reported_at"),
        row.getInt("points"),
        row.getInt("points") == 0 ? Optional.empty() : Optional.of(point(row)));
  }

  /** In the order of the table's columns. */
  static @Nullable Object[] values(BountyId bounty, Address miner, RunPoint point) {
    return new @Nullable Object[] {
      bounty.value().hex(),
      miner.hex(),
      Columns.time(point.at()),
      point.epoch(),
      point.samples(),
      point.loss(),
      point.accuracy().orElse(null),
      point.sampleLoss().orElse(null),
      point.samplesPerSecond(),
      point.use().orElse(null),
      point.temperature().orElse(null)
    };
  }

  private static RunPoint point(ResultSet row) throws SQLException {
    return new RunPoint(
        Columns.instant(row, "at"),
        row.getInt("epoch"),
        row.getLong("seen"),
        row.getDouble("loss"),
        number(row, "accuracy"),
        number(row, "sample_loss"),
        row.getDouble("samples_per_second"),
        number(row, "use"),
        number(row, "temperature"));
  }

  private static Optional<Double> number(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, Double.class));
  }
}
