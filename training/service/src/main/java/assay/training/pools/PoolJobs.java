package assay.training.pools;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.training.bounty.BountyId;
import assay.training.pool.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The bounties that pools let their members work on. A member claims the oldest one that nobody has
 * a live lease on; the row is locked while it is given, so no two members of several platform nodes
 * get one. Who is a member says the final chain. Thread-safe.
 */
public final class PoolJobs {

  /** Bounties that a pool may offer its members at once. */
  public static final int MAX_JOBS = 1_000;

  /** Leases that one member may hold. */
  public static final int MAX_HELD = 64;

  private final Database database;

  public PoolJobs(Database database) {
    this.database = database;
  }

  /**
   * Lets the pool's members work on a bounty; one that is offered already stays as it is.
   *
   * @throws PoolRefusedException if the caller is no pool or offers too many
   */
  public void offer(Address pool, BountyId bounty, Instant now) {
    database.inTransaction(
        transaction -> {
          Pools.requirePool(transaction, pool);
          int others = others(transaction, pool, bounty);
          if (others >= MAX_JOBS) {
            throw PoolRefusedException.tooManyJobs(pool);
          }
          return transaction.execute(
              "insert into pool_job (pool, bounty, offered_at) values (?, ?, ?)"
                  + " on conflict do nothing",
              pool.hex(),
              bounty.value().hex(),
              Columns.time(now));
        });
  }

  /** Takes a bounty back from the pool's members; who works on it loses his lease. */
  public void withdraw(Address pool, BountyId bounty) {
    database.inTransaction(
        transaction ->
            transaction.execute(
                "delete from pool_job where pool = ? and bounty = ?",
                pool.hex(),
                bounty.value().hex()));
  }

  /**
   * Gives a member of a pool the oldest of its bounties that takes submissions and is nobody's
   * turn.
   *
   * @return nothing if there is none, or the caller is in no pool
   * @throws PoolRefusedException if he holds too many
   */
  public Optional<Lease> claim(Address member, Instant now) {
    return database.inTransaction(
        transaction -> {
          if (held(transaction, member, now).size() >= MAX_HELD) {
            throw PoolRefusedException.tooManyJobs(member);
          }
          return transaction
              .createQuery(
                  "with next as (select j.pool, j.bounty from pool_job j"
                      + " join pool_entry e on e.pool = j.pool and e.miner = :member"
                      + " join bounty b on b.id = j.bounty and b.state = 'OPEN'"
                      + " where j.holder is null or j.expires_at <= :now"
                      + " order by j.offered_at, j.bounty limit 1 for update of j skip locked)"
                      + " update pool_job j set holder = :member, expires_at = :end"
                      + " from next where j.pool = next.pool and j.bounty = next.bounty"
                      + " returning j.*")
              .bind("member", member.hex())
              .bind("end", Columns.time(now.plus(Lease.LASTS)))
              .bind("now", Columns.time(now))
              .map((row, context) -> lease(row))
              .findOne();
        });
  }

  /**
   * Renews a lease that is still live.
   *
   * @throws PoolRefusedException if it has expired, was taken back, or the caller left the pool
   */
  public Lease renew(Address member, BountyId bounty, Instant now) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "update pool_job j set expires_at = :end from pool_entry e"
                        + " where j.bounty = :bounty and j.holder = :member"
                        + " and j.expires_at > :now and e.miner = :member and e.pool = j.pool"
                        + " returning j.*")
                .bind("end", Columns.time(now.plus(Lease.LASTS)))
                .bind("bounty", bounty.value().hex())
                .bind("member", member.hex())
                .bind("now", Columns.time(now))
                .map((row, context) -> lease(row))
                .findFirst()
                .orElseThrow(() -> PoolRefusedException.leaseLost(bounty)));
  }

  /** Gives a lease back before it expires. */
  public void release(Address member, BountyId bounty) {
    database.inTransaction(
        transaction ->
            transaction.execute(
                "update pool_job set holder = null, expires_at = null"
                    + " where bounty = ? and holder = ?",
                bounty.value().hex(),
                member.hex()));
  }

  /** The leases that the member holds at that time. */
  public List<Lease> held(Address member, Instant now) {
    return database.inTransaction(transaction -> held(transaction, member, now));
  }

  private static List<Lease> held(Handle transaction, Address member, Instant now) {
    return transaction
        .createQuery(
            "select * from pool_job where holder = :member and expires_at > :now order by bounty")
        .bind("member", member.hex())
        .bind("now", Columns.time(now))
        .map((row, context) -> lease(row))
        .list();
  }

  private static int others(Handle transaction, Address pool, BountyId bounty) {
    return transaction
        .createQuery("select count(*) from pool_job where pool = :pool and bounty <> :bounty")
        .bind("pool", pool.hex())
        .bind("bounty", bounty.value().hex())
        .mapTo(Integer.class)
        .one();
  }

  private static Lease lease(ResultSet row) throws SQLException {
    return new Lease(
        new BountyId(new Bytes32(row.getString("bounty"))),
        new Address(row.getString("pool")),
        new Address(row.getString("holder")),
        Columns.instant(row, "expires_at"));
  }
}
