package assay.training.pools;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.database.Documents;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

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
  private static final String OPEN = "select asked_at from pool_question where asked_at > :begin";
  private static final String NEWEST_FIRST = " order by asked_at desc offset :others limit 1";
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
    Instant now = question.askedAt();
    Query open = transaction.createQuery(OPEN + NEWEST_FIRST);
    Query own =
        transaction
            .createQuery(OPEN + " and asker = :asker" + NEWEST_FIRST)
            .bind("asker", question.asker().hex());
    Stream.of(fullUntil(open, now, MAX_OPEN), fullUntil(own, now, MAX_PER_ASKER))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .ifPresent(
            room -> {
              throw PoolRefusedException.tooManyQuestions(Duration.between(now, room));
            });
  }

  /** When one more may be open; none if it may now. */
  private static Optional<Instant> fullUntil(Query newestFirst, Instant now, int most) {
    return newestFirst
        .bind("begin", openSince(now))
        .bind("others", most - 1)
        .map((row, context) -> closing(Columns.instant(row, "asked_at")))
        .findOne();
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
          Instant closing = requireOpen(transaction, offer, now);
          requireRoom(transaction, offer, Duration.between(now, closing));
          return transaction.execute(
              "insert into pool_offer (question, pool, document) values (?, ?, ?)"
                  + " on conflict (question, pool) do update set document = excluded.document",
              offer.question().hex(),
              offer.pool().hex(),
              OFFERS.text(OfferJson.of(signed)));
        });
  }

  /**
   * Holds the question, so that offers to it are counted one after another.
   *
   * @return when it closes
   */
  private static Instant requireOpen(Handle transaction, Offer offer, Instant now) {
    return transaction
        .createQuery(
            "select asked_at from pool_question where id = :id and asked_at > :begin for update")
        .bind("id", offer.question().hex())
        .bind("begin", openSince(now))
        .map((row, context) -> closing(Columns.instant(row, "asked_at")))
        .findOne()
        .orElseThrow(() -> PoolRefusedException.unknownQuestion(offer.question()));
  }

  private static void requireRoom(Handle transaction, Offer offer, Duration untilClosed) {
    int others =
        transaction
            .createQuery(
                "select count(*) from pool_offer where question = :question and pool <> :pool")
            .bind("question", offer.question().hex())
            .bind("pool", offer.pool().hex())
            .mapTo(Integer.class)
            .one();
    if (others >= MAX_OFFERS) {
      throw PoolRefusedException.tooManyOffers(offer.question(), untilClosed);
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

  private static Instant closing(Instant askedAt) {
    return askedAt.plus(Question.OPEN_FOR);
  }

  private static OffsetDateTime openSince(Instant now) {
    return Columns.time(now.minus(Question.OPEN_FOR));
  }
}
