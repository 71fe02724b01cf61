package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.training.ledger.BountyState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What one account submitted and where it sits, across bounties, by the final chain. Thread-safe.
 */
public final class Work {

  /** Of either that are listed. */
  public static final int MOST = 500;

  private final Database database;

  public Work(Database database) {
    this.database = database;
  }

  /** The newest commits first, at most {@value #MOST}. */
  public List<SubmittedView> submitted(Address miner) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select s.*, b.state, b.state_deadline, b.token, b.stake, b.evaluation_fee,"
                        + " b.private_count from submission s join bounty b on b.id = s.bounty"
                        + " where s.miner = :miner"
                        + " order by s.committed_at desc, s.bounty limit :limit")
                .bind("miner", miner.hex())
                .bind("limit", MOST)
                .map((row, context) -> submitted(row))
                .list());
  }

  /** Those on panels of the newest bounties first, at most {@value #MOST}. */
  public List<SeatView> seats(Address evaluator) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    Bounties.EVALUATION
                        + " where e.evaluator = :evaluator"
                        + " order by b.opened_at desc, e.bounty, e.round limit :limit")
                .bind("evaluator", evaluator.hex())
                .bind("limit", MOST)
                .map((row, context) -> seat(row))
                .list());
  }

  private static SubmittedView submitted(ResultSet row) throws SQLException {
    return new SubmittedView(
        new Bytes32(row.getString("bounty")),
        BountyState.valueOf(row.getString("state")),
        Bounties.deadline(row),
        new Address(row.getString("token")),
        Columns.wei(row, "stake"),
        Columns.wei(row, "evaluation_fee"),
        row.getLong("private_count"),
        Bounties.submission(row));
  }

  private static SeatView seat(ResultSet row) throws SQLException {
    return new SeatView(
        new Bytes32(row.getString("bounty")),
        BountyState.valueOf(row.getString("state")),
        Bounties.deadline(row),
        Columns.wei(row, "seat_lock"),
        Bounties.evaluation(row));
  }
}
