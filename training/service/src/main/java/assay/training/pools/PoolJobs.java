package assay.training.pools;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.training.bounty.BountyId;
import assay.training.pool.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The bounties that pools let their members work on. A member claims the oldest one that nobody has
 * a live lease on; the row is locked while it is given, so no two members of several platform nodes
 * get one. In a crew that trains together every member has a lease of his own. Who is a member says
 * the final chain. Thread-safe.
 */
public final class PoolJobs {

  /** Bounties that a pool may offer its members at once. */
  public static final int MAX_JOBS = 1_000;

  /** Leases that one member may hold. */
  public static final int MAX_HELD = 64;

  /** When a pool withdraws one of its bounties, it alone knows. */
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);

  /** A place in a crew as a lease. */
  private static final String PLACE =
      "c.pool, c.bounty, c.member as holder, c.expires_at, true as together";

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
    database.inTransaction(transaction -> insert(transaction, pool, bounty, now));
  }

  static int insert(Handle transaction, Address pool, BountyId bounty, Instant now) {
    Pools.requirePool(transaction, pool);
    if (others(transaction, pool, bounty) >= MAX_JOBS) {
      throw PoolRefusedException.tooManyJobs(pool, LOOK_AGAIN);
    }
    return transaction.execute(
        "insert into pool_job (pool, bounty, offered_at) values (?, ?, ?) on conflict do nothing",
        pool.hex(),
        bounty.value().hex(),
        Columns.time(now));
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
   * Gives a member of a pool a place in a crew that trains together, or else the oldest of its
   * bounties that takes submissions, is nobody's turn, and names no others.
   *
   * @return nothing if there is none
   * @throws PoolRefusedException if he is in no pool, if his pool names others for all that it has,
   *     or if he holds too many
   */
  public Optional<Lease> claim(Address member, Instant now) {
    return database.inTransaction(
        transaction -> {
          requireRoom(transaction, member, now);
          Optional<Lease> claimed =
              claimPlace(transaction, member, now).or(() -> claimTurn(transaction, member, now));
          if (claimed.isEmpty()) {
            requireWelcome(transaction, member);
          }
          return claimed;
        });
  }

  private static void requireRoom(Handle transaction, Address member, Instant now) {
    List<Instant> ends =
        held(transaction, member, now).stream().map(Lease::expiresAt).sorted().toList();
    if (ends.size() >= MAX_HELD) {
      Instant room = ends.get(ends.size() - MAX_HELD);
      throw PoolRefusedException.tooManyJobs(member, Duration.between(now, room));
    }
  }

  private static Optional<Lease> claimPlace(Handle transaction, Address member, Instant now) {
    return lease(
        transaction,
        "with next as (select c.pool, c.bounty from pool_crew c"
            + " join pool_job j on j.pool = c.pool and j.bounty = c.bounty and j.together"
            + " join pool_entry e on e.pool = c.pool and e.miner = c.member"
            + " join bounty b on b.id = c.bounty and b.state = 'OPEN'"
            + " where c.member = :member and c.declined is null"
            + " and (c.expires_at is null or c.expires_at <= :now)"
            + " order by j.offered_at, j.bounty limit 1 for update of c skip locked)"
            + " update pool_crew c set expires_at = :end, ready = false from next"
            + " where c.pool = next.pool and c.bounty = next.bounty and c.member = :member"
            + " returning "
            + PLACE,
        member,
        now);
  }

  private static Optional<Lease> claimTurn(Handle transaction, Address member, Instant now) {
    return lease(
        transaction,
        "with next as (select j.pool, j.bounty from pool_job j"
            + " join pool_entry e on e.pool = j.pool and e.miner = :member"
            + " join bounty b on b.id = j.bounty and b.state = 'OPEN'"
            + " where not j.together and (j.holder is null or j.expires_at <= :now)"
            + " and (j.crew is null or exists (select 1 from pool_crew c where c.pool = j.pool"
            + " and c.bounty = j.bounty and c.member = :member and c.declined is null))"
            + " order by j.offered_at, j.bounty limit 1 for update of j skip locked)"
            + " update pool_job j set holder = :member, expires_at = :end"
            + " from next where j.pool = next.pool and j.bounty = next.bounty"
            + " returning j.*",
        member,
        now);
  }

  private static Optional<Lease> lease(
      Handle transaction, String change, Address member, Instant now) {
    return transaction
        .createQuery(change)
        .bind("member", member.hex())
        .bind("now", Columns.time(now))
        .bind("end", Columns.time(now.plus(Lease.LASTS)))
        .map((row, context) -> lease(row))
        .findOne();
  }

  /** Whoever cannot get anything here, however long he waits, is told so. */
  private static void requireWelcome(Handle transaction, Address member) {
    Address pool =
        transaction
            .createQuery("select pool from pool_entry where miner = :member and pool <> :none")
            .bind("member", member.hex())
            .bind("none", Address.ZERO.hex())
            .mapTo(String.class)
            .findOne()
            .map(Address::new)
            .orElseThrow(() -> PoolRefusedException.noMember(member));
    boolean isForOthers =
        transaction
            .createQuery(
                "select count(*) > 0 and bool_and(j.crew is not null and not exists"
                    + " (select 1 from pool_crew c where c.pool = j.pool"
                    + " and c.bounty = j.bounty and c.member = :member))"
                    + " from pool_job j join bounty b on b.id = j.bounty and b.state = 'OPEN'"
                    + " where j.pool = :pool")
            .bind("member", member.hex())
            .bind("pool", pool.hex())
            .mapTo(Boolean.class)
            .one();
    if (isForOthers) {
      throw PoolRefusedException.notNamed(member, pool);
    }
  }

  /**
   * Renews a lease that is still live.
   *
   * @throws PoolRefusedException if it has expired, was taken back, or the caller left the pool
   */
  public Lease renew(Address member, BountyId bounty, Instant now) {
    return database.inTransaction(
        transaction ->
            renewed(
                    transaction,
                    "update pool_job j set expires_at = :end from pool_entry e"
                        + " where j.bounty = :bounty and j.holder = :member"
                        + " and j.expires_at > :now and e.miner = :member and e.pool = j.pool"
                        + " returning j.*",
                    new Renewal(member, bounty, now))
                .or(
                    () ->
                        renewed(
                            transaction,
                            "update pool_crew c set expires_at = :end from pool_entry e"
                                + " where c.bounty = :bounty and c.member = :member"
                                + " and c.expires_at > :now and e.miner = :member"
                                + " and e.pool = c.pool returning "
                                + PLACE,
                            new Renewal(member, bounty, now)))
                .orElseThrow(() -> PoolRefusedException.leaseLost(bounty)));
  }

  private record Renewal(Address member, BountyId bounty, Instant now) {}

  private static Optional<Lease> renewed(Handle transaction, String change, Renewal renewal) {
    return transaction
        .createQuery(change)
        .bind("end", Columns.time(renewal.now().plus(Lease.LASTS)))
        .bind("bounty", renewal.bounty().value().hex())
        .bind("member", renewal.member().hex())
        .bind("now", Columns.time(renewal.now()))
        .map((row, context) -> lease(row))
        .findFirst();
  }

  /** Gives a lease back before it expires. */
  public void release(Address member, BountyId bounty) {
    database.inTransaction(transaction -> release(transaction, member, bounty));
  }

  static int release(Handle transaction, Address member, BountyId bounty) {
    transaction.execute(
        "update pool_crew set expires_at = null, ready = false where bounty = ? and member = ?",
        bounty.value().hex(),
        member.hex());
    return transaction.execute(
        "update pool_job set holder = null, expires_at = null where bounty = ? and holder = ?",
        bounty.value().hex(),
        member.hex());
  }

  /** The leases that the member holds at that time. */
  public List<Lease> held(Address member, Instant now) {
    return database.inTransaction(transaction -> held(transaction, member, now));
  }

  private static List<Lease> held(Handle transaction, Address member, Instant now) {
    return transaction
        .createQuery(
            "select pool, bounty, holder, expires_at, together from pool_job"
                + " where holder = :member and expires_at > :now union all select "
                + PLACE
                + " from pool_crew c where c.member = :member and c.expires_at > :now"
                + " order by bounty")
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
        Columns.instant(row, "expires_at"),
        row.getBoolean("together"));
  }
}
