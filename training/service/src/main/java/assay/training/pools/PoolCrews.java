package assay.training.pools;

import assay.chain.Address;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.database.Documents;
import assay.training.bounty.BountyId;
import assay.training.pool.Crew;
import assay.training.pool.CrewJson;
import assay.training.pool.CrewMember;
import assay.training.pool.CrewMember.Standing;
import assay.training.pool.Signed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Whom pools' operators let work on their bounties, and how those stand. Only who is named in a
 * crew gets a lease on its bounty. Thread-safe.
 */
public final class PoolCrews {

  private static final Documents<CrewJson> CREWS = new Documents<>(CrewJson.class);

  private final Database database;
  private final Pools pools;

  public PoolCrews(Database database, Pools pools) {
    this.database = database;
    this.pools = pools;
  }

  /**
   * Offers a bounty to a crew, in the place of the one before. Who is still named keeps his lease;
   * who declined may be asked again.
   *
   * @throws PoolRefusedException if it is another's, of another deployment, if the caller is no
   *     pool or offers too many
   */
  public void name(Address caller, Signed<Crew> signed, Instant now) {
    name(caller, signed, now, kept -> {});
  }

  /**
   * The same if the one before is what the caller means to replace.
   *
   * @param condition throws if it is not; nobody replaces it meanwhile
   */
  public void name(
      Address caller, Signed<Crew> signed, Instant now, Consumer<Optional<CrewJson>> condition) {
    Crew crew = signed.statement();
    pools.requireOwn(caller, crew);
    database.inTransaction(
        transaction -> {
          condition.accept(find(transaction, crew.pool(), crew.bounty(), " for update"));
          PoolJobs.insert(transaction, caller, crew.bounty(), now);
          keep(transaction, signed);
          members(transaction, crew).stream()
              .filter(member -> !crew.has(member))
              .forEach(member -> unseat(transaction, crew, member));
          crew.members().forEach(member -> seat(transaction, crew, member));
          dropTurn(transaction, crew);
          return 0;
        });
  }

  private static void keep(Handle transaction, Signed<Crew> signed) {
    transaction.execute(
        "update pool_job set crew = ?, together = ? where pool = ? and bounty = ?",
        CREWS.text(CrewJson.of(signed)),
        signed.statement().isTogether(),
        signed.statement().pool().hex(),
        signed.statement().bounty().value().hex());
  }

  private static List<Address> members(Handle transaction, Crew crew) {
    return transaction
        .createQuery("select member from pool_crew where pool = :pool and bounty = :bounty")
        .bind("pool", crew.pool().hex())
        .bind("bounty", crew.bounty().value().hex())
        .mapTo(String.class)
        .map(Address::new)
        .list();
  }

  private static void unseat(Handle transaction, Crew crew, Address member) {
    transaction.execute(
        "delete from pool_crew where pool = ? and bounty = ? and member = ?",
        crew.pool().hex(),
        crew.bounty().value().hex(),
        member.hex());
  }

  /** Whoever worked on it alone goes on only if he may still do so. */
  private static void dropTurn(Handle transaction, Crew crew) {
    transaction.execute(
        "update pool_job j set holder = null, expires_at = null"
            + " where pool = ? and bounty = ? and (together or not exists (select 1"
            + " from pool_crew c where c.pool = j.pool and c.bounty = j.bounty"
            + " and c.member = j.holder))",
        crew.pool().hex(),
        crew.bounty().value().hex());
  }

  private static void seat(Handle transaction, Crew crew, Address member) {
    transaction.execute(
        "insert into pool_crew (pool, bounty, member) values (?, ?, ?)"
            + " on conflict (pool, bounty, member) do update set declined = null",
        crew.pool().hex(),
        crew.bounty().value().hex(),
        member.hex());
  }

  /** The crew that a pool named for a bounty, if it named one. */
  public Optional<CrewJson> crew(Address pool, BountyId bounty) {
    return database.inTransaction(transaction -> find(transaction, pool, bounty, ""));
  }

  private static Optional<CrewJson> find(
      Handle transaction, Address pool, BountyId bounty, String lock) {
    return transaction
        .createQuery(
            "select crew from pool_job where pool = :pool and bounty = :bounty"
                + " and crew is not null"
                + lock)
        .bind("pool", pool.hex())
        .bind("bounty", bounty.value().hex())
        .mapTo(String.class)
        .map(CREWS::read)
        .findOne();
  }

  /** All crews of a pool, the oldest offer first. */
  public List<CrewJson> all(Address pool) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select crew from pool_job where pool = :pool and crew is not null"
                        + " order by offered_at, bounty")
                .bind("pool", pool.hex())
                .mapTo(String.class)
                .map(CREWS::read)
                .list());
  }

  /** How the members of a crew stand at that time, by address. */
  public List<CrewMember> members(Address pool, BountyId bounty, Instant now) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select c.member, c.ready, c.declined,"
                        + " coalesce(c.expires_at > :now"
                        + " or j.holder = c.member and j.expires_at > :now, false) as live"
                        + " from pool_crew c join pool_job j on j.pool = c.pool"
                        + " and j.bounty = c.bounty"
                        + " where c.pool = :pool and c.bounty = :bounty order by c.member")
                .bind("now", Columns.time(now))
                .bind("pool", pool.hex())
                .bind("bounty", bounty.value().hex())
                .map((row, context) -> member(row))
                .list());
  }

  private static CrewMember member(ResultSet row) throws SQLException {
    String declined = row.getString("declined");
    return new CrewMember(
        new Address(row.getString("member")), standing(row), declined == null ? "" : declined);
  }

  private static Standing standing(ResultSet row) throws SQLException {
    if (row.getString("declined") != null) {
      return Standing.DECLINED;
    }
    if (!row.getBoolean("live")) {
      return Standing.ABSENT;
    }
    return row.getBoolean("ready") ? Standing.READY : Standing.PREPARING;
  }

  /**
   * A member has the data and can be called.
   *
   * @throws PoolRefusedException if he has no lease that is live
   */
  public void ready(Address member, BountyId bounty, Instant now) {
    int changed =
        database.inTransaction(
            transaction ->
                transaction.execute(
                    "update pool_crew set ready = true"
                        + " where bounty = ? and member = ? and expires_at > ?",
                    bounty.value().hex(),
                    member.hex(),
                    Columns.time(now)));
    if (changed == 0) {
      throw PoolRefusedException.leaseLost(bounty);
    }
  }

  /** A member gives his lease back for good and says why; named again, he may have it again. */
  public void decline(CrewMember declined, BountyId bounty) {
    String member = declined.member().hex();
    database.inTransaction(
        transaction -> {
          PoolJobs.release(transaction, declined.member(), bounty);
          return transaction.execute(
              "update pool_crew set declined = ? where bounty = ? and member = ?",
              declined.because(),
              bounty.value().hex(),
              member);
        });
  }
}
