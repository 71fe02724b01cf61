package assay.training.rounds;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The rows of one federated job, while they are read or written. */
record JobRows(Handle transaction, FederatedJob job) {

  /** The condition on the columns that every table of jobs begins with. */
  static final String KEY = " bounty = :bounty and coordinator = :coordinator";

  /** Bounties whose miners can still submit. */
  static final String TAKES_SUBMISSIONS = "('SAMPLED', 'OPEN')";

  /** That a bounty {@code b} names a dataset of the account that an expression gives. */
  static String invites(String site) {
    return "exists (select 1 from bounty_dataset d join asset a on a.id = d.asset"
        + " where d.bounty = b.id and not a.retired and a.owner = "
        + site
        + ")";
  }

  Query query(String sql) {
    return transaction
        .createQuery(sql)
        .bind("bounty", job.bounty().value().hex())
        .bind("coordinator", job.coordinator().hex());
  }

  Update update(String sql) {
    return transaction
        .createUpdate(sql)
        .bind("bounty", job.bounty().value().hex())
        .bind("coordinator", job.coordinator().hex());
  }

  static FederatedJob job(ResultSet row) throws SQLException {
    return new FederatedJob(
        new ContractAt(row.getLong("chain_id"), new Address(row.getString("market"))),
        new BountyId(new Bytes32(row.getString("bounty"))),
        new Address(row.getString("coordinator")));
  }

  /** Whether its coordinator has it open. */
  boolean isOpen() {
    return query("select open from federated_job where" + KEY)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  boolean isKept() {
    return query("select exists (select 1 from federated_job where" + KEY + ")")
        .mapTo(Boolean.class)
        .one();
  }

  /** Refuses a job that is not open, or whose bounty is closed; nobody ends it meanwhile. */
  void requireUnderWay() {
    boolean isUnderWay =
        query(
                "select j.bounty from federated_job j join bounty b on b.id = j.bounty"
                    + " where j.bounty = :bounty and j.coordinator = :coordinator and j.open"
                    + " and b.state in "
                    + TAKES_SUBMISSIONS
                    + " for share of j")
            .mapTo(String.class)
            .findOne()
            .isPresent();
    if (!isUnderWay) {
      throw RoundsRefusedException.notOpen(job);
    }
  }

  boolean isInvited(Address site) {
    return transaction
        .createQuery(
            "select exists (select 1 from bounty b where b.id = :bounty and "
                + invites(":site")
                + ")")
        .bind("bounty", job.bounty().value().hex())
        .bind("site", site.hex())
        .mapTo(Boolean.class)
        .one();
  }

  void requireInvited(Address site) {
    if (!isInvited(site)) {
      throw RoundsRefusedException.notInvited(site, job.bounty());
    }
  }

  /** The end of a log. */
  record Last(int round, Bytes32 model) {}

  Optional<Last> last() {
    return query(
            "select number, model from federated_round where"
                + KEY
                + " order by number desc limit 1")
        .map((row, context) -> new Last(row.getInt("number"), new Bytes32(row.getString("model"))))
        .findOne();
  }

  void dropCall() {
    update("delete from federated_call where" + KEY).execute();
  }
}
