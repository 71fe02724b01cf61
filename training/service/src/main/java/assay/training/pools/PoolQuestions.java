package assay.training.pools;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.training.pool.Need;
import assay.training.pool.Offer;
import assay.training.pool.OfferJson;
import assay.training.pool.Question;
import assay.training.pool.Signed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What researchers ask pools before they post a bounty, and what pools offer. A question is open
 * for {@link Question#OPEN_FOR} and forgotten a day later. How many are open, of one account and of
 * all, and how many offers one question gets, is limited. Only the asker reads the offers.
 * Thread-safe.
 */
public final class PoolQuestions {

  /** Questions that one account may have open. */
  public static final int MAX_PER_ASKER = 20;

  /** Questions that all accounts together may have open; a pool gets them all at once. */
  public static final int MAX_OPEN = 500;

  /** Offers to one question. */
  public static final int MAX_OFFERS = 100;

  private static final Duration KEPT_FOR = Duration.ofDays(1);
  private static final Documents<OfferJson> OFFERS = new Documents<>(OfferJson.class);

  private final Database database;
  private final Pools pools;

  public PoolQuestions(Database database, Pools pools) {
    this.database = database;
    this.pools = pools;
  }

  /**
   * Asks all pools; the same question of the same second is one.
   *
   * @throws PoolRefusedException if too many are open
   */
  public void ask(Question question) {
    database.inTransaction(
        transaction -> {
          // Two that are counted at once would both find room.
          transaction.execute("lock table pool_question in exclusive mode");
          transaction.execute(
              "delete from pool_question where asked_at <= ?",
              Columns.time(question.askedAt().minus(Question.OPEN_FOR).minus(KEPT_FOR)));
          requireRoom(transaction, question);
          return insert(transaction, question);
        });
  }

  private static void requireRoom(Handle transaction, Question question) {
    String open = "select count(*) from pool_question where asked_at > :begin";
    OffsetDateTime begin = openSince(question.askedAt());
    int all = transaction.createQuery(open).bind("begin", begin).mapTo(Integer.class).one();
    int own =
        transaction
            .createQuery(open + " and asker = :asker")
            .bind("begin", begin)
            .bind("asker", question.asker().hex())
            .mapTo(Integer.class)
            .one();
    if (own >= MAX_PER_ASKER || all >= MAX_OPEN) {
      throw PoolRefusedException.tooManyQuestions();
    }
  }

  private static int insert(Handle transaction, Question question) {
    Need need = question.need();
    return transaction.execute(
        "insert into pool_question (id, asker, flops, memory, samples, epochs, data, asked_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        question.id().hex(),
        question.asker().hex(),
        need.flops(),
        need.memory(),
        need.samples(),
        need.epochs(),
        need.data(),
        Columns.time(question.askedAt()));
  }

  /** What pools may answer at that time, oldest first. */
  public List<Question> open(Instant now) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select * from pool_question where asked_at > :begin order by asked_at, id")
                .bind("begin", openSince(now))
                .map((row, context) -> question(row))
                .list());
  }

  /**
   * Keeps a pool's offer in the place of its one before.
   *
   * @throws PoolRefusedException if it is another's, if the caller is no pool, if the question is
   *     not open, or if it has too many offers
   */
  public void offer(Address caller, Signed<Offer> signed, Instant now) {
    Offer offer = signed.statement();
    pools.requireOwn(caller, offer);
    if (!offer.validUntil().isAfter(now)) {
      throw PoolRefusedException.overBy(offer.question());
    }
    database.inTransaction(
        transaction -> {
          Pools.requirePool(transaction, caller);
          requireOpen(transaction, offer, now);
          requireRoom(transaction, offer);
          return transaction.execute(
              "insert into pool_offer (question, pool, document) values (?, ?, ?)"
                  + " on conflict (question, pool) do update set document = excluded.document",
              offer.question().hex(),
              offer.pool().hex(),
              OFFERS.text(OfferJson.of(signed)));
        });
  }

  /** Holds the question, so that offers to it are counted one after another. */
  private static void requireOpen(Handle transaction, Offer offer, Instant now) {
    boolean isOpen =
        transaction
            .createQuery(
                "select id from pool_question where id = :id and asked_at > :begin for update")
            .bind("id", offer.question().hex())
            .bind("begin", openSince(now))
            .mapTo(String.class)
            .findOne()
            .isPresent();
    if (!isOpen) {
      throw PoolRefusedException.unknownQuestion(offer.question());
    }
  }

  private static void requireRoom(Handle transaction, Offer offer) {
    int others =
        transaction
            .createQuery(
                "select count(*) from pool_offer where question = :question and pool <> :pool")
            .bind("question", offer.question().hex())
            .bind("pool", offer.pool().hex())
            .mapTo(Integer.class)
            .one();
    if (others >= MAX_OFFERS) {
      throw PoolRefusedException.tooManyOffers(offer.question());
    }
  }

  /**
   * The offers to a question, by pool, for its asker.
   *
   * @throws PoolRefusedException to anybody else
   */
  public List<OfferJson> offers(Address caller, Bytes32 question) {
    return database.inTransaction(
        transaction -> {
          requireAsker(transaction, caller, question);
          return transaction
              .createQuery("select document from pool_offer where question = :id order by pool")
              .bind("id", question.hex())
              .mapTo(String.class)
              .map(OFFERS::read)
              .list();
        });
  }

  private static void requireAsker(Handle transaction, Address caller, Bytes32 question) {
    boolean isAsker =
        transaction
            .createQuery(
                "select exists (select 1 from pool_question where id = :id and asker = :asker)")
            .bind("id", question.hex())
            .bind("asker", caller.hex())
            .mapTo(Boolean.class)
            .one();
    if (!isAsker) {
      throw PoolRefusedException.unknownQuestion(question);
    }
  }

  private static Question question(ResultSet row) throws SQLException {
    Need need =
        new Need(
            row.getLong("flops"),
            row.getLong("memory"),
            row.getLong("samples"),
            row.getInt("epochs"),
            row.getLong("data"));
    return new Question(
        new Address(row.getString("asker")), need, Columns.instant(row, "asked_at"));
  }

  private static OffsetDateTime openSince(Instant now) {
    return Columns.time(now.minus(Question.OPEN_FOR));
  }
}
