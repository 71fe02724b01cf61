package assay.training.pools;

import assay.chain.Address;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.database.Documents;
import assay.training.bounty.BountyId;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundCallJson;
import assay.training.pool.RoundReply;
import assay.training.pool.RoundReplyJson;
import assay.training.pool.Signed;
import assay.training.pool.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Calls to joint rounds and what members replied: short signed words, never weights, those of the
 * newest round of each job only. Whether a reply came in time and is of use decides the operator.
 * Thread-safe.
 */
public final class JointRounds {

  private static final Documents<RoundCallJson> CALLS = new Documents<>(RoundCallJson.class);
  private static final Documents<RoundReplyJson> REPLIES = new Documents<>(RoundReplyJson.class);

  private final Database database;
  private final Pools pools;

  public JointRounds(Database database, Pools pools) {
    this.database = database;
    this.pools = pools;
  }

  /**
   * Calls the crew to a round. The newest call counts, for an operator whose store lost weights
   * goes back; the same call again changes nothing.
   *
   * @throws PoolRefusedException if it is another's, of another deployment, or if there is no crew
   *     that trains together
   */
  public void call(Address caller, Signed<RoundCall> signed) {
    pools.requireOwn(caller, signed.statement());
    Turn turn = signed.statement().turn();
    RoundCallJson called = RoundCallJson.of(signed);
    database.inTransaction(
        transaction -> {
          requireCrew(transaction, turn);
          Optional<RoundCallJson> before = find(transaction, turn.pool(), turn.bounty());
          return before.filter(called::equals).isPresent() ? 0 : keep(transaction, turn, called);
        });
  }

  /** Holds the job, so that calls come one after another. */
  private static void requireCrew(Handle transaction, Turn turn) {
    boolean isThere =
        transaction
            .createQuery(
                "select bounty from pool_job where pool = :pool and bounty = :bounty and together"
                    + " for update")
            .bind("pool", turn.pool().hex())
            .bind("bounty", turn.bounty().value().hex())
            .mapTo(String.class)
            .findOne()
            .isPresent();
    if (!isThere) {
      throw PoolRefusedException.noCrew(turn.bounty());
    }
  }

  private static int keep(Handle transaction, Turn turn, RoundCallJson called) {
    String pool = turn.pool().hex();
    String bounty = turn.bounty().value().hex();
    transaction.execute("delete from pool_round where pool = ? and bounty = ?", pool, bounty);
    return transaction.execute(
        "insert into pool_round (pool, bounty, round, document) values (?, ?, ?, ?)",
        pool,
        bounty,
        turn.round(),
        CALLS.text(called));
  }

  /** The round that a pool's crew is called to, if it is to any; for the crew and its operator. */
  public Optional<RoundCallJson> current(Address caller, Address pool, BountyId bounty) {
    return database.inTransaction(
        transaction ->
            find(transaction, pool, bounty)
                .filter(call -> caller.equals(pool) || isNamed(transaction, caller, pool, bounty)));
  }

  private static boolean isNamed(
      Handle transaction, Address caller, Address pool, BountyId bounty) {
    return transaction
        .createQuery(
            "select exists (select 1 from pool_crew where pool = :pool and bounty = :bounty"
                + " and member = :member)")
        .bind("pool", pool.hex())
        .bind("bounty", bounty.value().hex())
        .bind("member", caller.hex())
        .mapTo(Boolean.class)
        .one();
  }

  private static Optional<RoundCallJson> find(Handle transaction, Address pool, BountyId bounty) {
    return transaction
        .createQuery("select document from pool_round where pool = :pool and bounty = :bounty")
        .bind("pool", pool.hex())
        .bind("bounty", bounty.value().hex())
        .mapTo(String.class)
        .map(CALLS::read)
        .findOne();
  }

  /**
   * Keeps what a member replied; the same reply again changes nothing.
   *
   * @throws PoolRefusedException if it is another's, of another deployment, if its member has no
   *     live lease, if another round is on, or if he replied otherwise before
   */
  public void reply(Address caller, Signed<RoundReply> signed, Instant now) {
    RoundReply reply = signed.statement();
    pools.requireOwn(caller, reply);
    RoundReplyJson said = RoundReplyJson.of(signed);
    database.inTransaction(
        transaction -> {
          requireLease(transaction, reply, now);
          requireCalled(transaction, reply);
          Optional<RoundReplyJson> before = find(transaction, reply);
          if (before.filter(kept -> !kept.equals(said)).isPresent()) {
            throw PoolRefusedException.repliedAlready(reply.turn());
          }
          return before.isPresent() ? 0 : insert(transaction, reply, said);
        });
  }

  private static void requireLease(Handle transaction, RoundReply reply, Instant now) {
    boolean isHeld =
        transaction
            .createQuery(
                "select c.member from pool_crew c join pool_entry e on e.pool = c.pool"
                    + " and e.miner = c.member where c.pool = :pool and c.bounty = :bounty"
                    + " and c.member = :member and c.expires_at > :now")
            .bind("pool", reply.turn().pool().hex())
            .bind("bounty", reply.turn().bounty().value().hex())
            .bind("member", reply.member().hex())
            .bind("now", Columns.time(now))
            .mapTo(String.class)
            .findOne()
            .isPresent();
    if (!isHeld) {
      throw PoolRefusedException.leaseLost(reply.turn().bounty());
    }
  }

  /** Holds the round, so that it is not ended while its replies are kept. */
  private static void requireCalled(Handle transaction, RoundReply reply) {
    boolean isOn =
        transaction
            .createQuery(
                "select document from pool_round where pool = :pool and bounty = :bounty for share")
            .bind("pool", reply.turn().pool().hex())
            .bind("bounty", reply.turn().bounty().value().hex())
            .mapTo(String.class)
            .map(CALLS::read)
            .findOne()
            .filter(call -> call.round() == reply.turn().round())
            .filter(call -> call.plan().equals(reply.plan().text()))
            .isPresent();
    if (!isOn) {
      throw PoolRefusedException.roundOver(reply.turn());
    }
  }

  private static Optional<RoundReplyJson> find(Handle transaction, RoundReply reply) {
    return transaction
        .createQuery(
            "select document from pool_reply where pool = :pool and bounty = :bounty"
                + " and member = :member")
        .bind("pool", reply.turn().pool().hex())
        .bind("bounty", reply.turn().bounty().value().hex())
        .bind("member", reply.member().hex())
        .mapTo(String.class)
        .map(REPLIES::read)
        .findOne();
  }

  private static int insert(Handle transaction, RoundReply reply, RoundReplyJson said) {
    return transaction.execute(
        "insert into pool_reply (pool, bounty, member, document) values (?, ?, ?, ?)",
        reply.turn().pool().hex(),
        reply.turn().bounty().value().hex(),
        reply.member().hex(),
        REPLIES.text(said));
  }

  /** What was replied to a pool's newest call for a bounty, by member. */
  public List<RoundReplyJson> replies(Address pool, BountyId bounty) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select document from pool_reply where pool = :pool and bounty = :bounty"
                        + " order by member")
                .bind("pool", pool.hex())
                .bind("bounty", bounty.value().hex())
                .mapTo(String.class)
                .map(REPLIES::read)
                .list());
  }
}
