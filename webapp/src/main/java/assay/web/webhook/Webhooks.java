package assay.web.webhook;

import assay.chain.Address;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.index.EventLog;
import assay.web.account.Secret;
import assay.web.live.EventId;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Accounts' webhooks, each with its place in the stream of final events, in the database that all
 * nodes share: one node at a time sends for a webhook, and what one did not finish another takes
 * up. Thread-safe.
 */
public final class Webhooks {

  /** Webhooks that one account may have. */
  public static final int MOST = 10;

  /** How long a node has a webhook for itself; what it sends takes less. */
  static final Duration TAKEN_FOR = Duration.ofSeconds(30);

  /** A webhook that fails for so long is given up. */
  static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int DOUBLINGS = 9;
  private static final String BEGINNING = "hook_";
  private static final int ID_BYTES = 9;

  private final Database database;
  private final Reach reach;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * @param reach where webhooks may be
   * @param random draws ids and secrets
   */
  public Webhooks(Database database, Reach reach, Clock clock, SecureRandom random) {
    this.database = database;
    this.reach = reach;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Makes a webhook that gets what becomes final from now on; this is the only time that its secret
   * is told.
   *
   * @throws WebhookRefusedException if the account has as many as it may have, or the address is
   *     not https where it must be
   */
  public MadeWebhook make(Address account, NewWebhook wanted) {
    if (!reach.allowsScheme(wanted.url().getScheme())) {
      throw WebhookRefusedException.insecure();
    }
    MadeWebhook made =
        new MadeWebhook(BEGINNING + Secret.text(random, ID_BYTES), Secret.fresh(random));
    database.inTransaction(
        transaction -> {
          // Two that are counted at once would both find room.
          transaction.execute("lock table webhook in share row exclusive mode");
          requireRoom(list(transaction, account).size());
          return insert(transaction, account, made, wanted);
        });
    return made;
  }

  private int insert(Handle transaction, Address account, MadeWebhook made, NewWebhook wanted) {
    return transaction.execute(
        "insert into webhook (id, account, url, events, secret, created_at, block, log_index,"
            + " next_attempt_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        made.id(),
        account.hex(),
        wanted.url().toString(),
        String.join(" ", wanted.events()),
        made.secret(),
        Columns.time(clock.instant()),
        new EventLog(transaction).projected(),
        Long.MAX_VALUE,
        Columns.time(clock.instant()));
  }

  private static void requireRoom(int kept) {
    if (kept >= MOST) {
      throw WebhookRefusedException.tooMany(kept);
    }
  }

  /** An account's webhooks, the newest first. */
  public List<Webhook> list(Address account) {
    return database.inTransaction(transaction -> list(transaction, account));
  }

  private static List<Webhook> list(Handle transaction, Address account) {
    return transaction
        .createQuery("select * from webhook where account = :account order by created_at desc, id")
        .bind("account", account.hex())
        .map((row, context) -> webhook(row))
        .list();
  }

  private static Webhook webhook(ResultSet row) throws SQLException {
    int failures = row.getInt("failures");
    return new Webhook(
        row.getString("id"),
        URI.create(row.getString("url")),
        events(row),
        Columns.instant(row, "created_at"),
        last(row).toString(),
        failures,
        Optional.ofNullable(row.getString("last_problem")),
        Columns.optionalInstant(row, "failing_since"),
        failures == 0 ? Optional.empty() : Columns.optionalInstant(row, "next_attempt_at"));
  }

  private static List<String> events(ResultSet row) throws SQLException {
    return Stream.of(row.getString("events").split(" ", -1))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static EventId last(ResultSet row) throws SQLException {
    return new EventId(row.getLong("block"), row.getLong("log_index"));
  }

  /**
   * Ends a webhook of the account's.
   *
   * @throws WebhookRefusedException if there is none
   */
  public void delete(Address account, String id) {
    int deleted =
        database.inTransaction(
            transaction ->
                transaction.execute(
                    "delete from webhook where account = ? and id = ?", account.hex(), id));
    if (deleted == 0) {
      throw WebhookRefusedException.unknown();
    }
  }

  /** Takes webhooks on that have something to get, those that waited longest first. */
  List<DueWebhook> takeDue(int most) {
    Instant now = clock.instant();
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "update webhook set next_attempt_at = :taken where id in (select id from"
                        + " webhook where next_attempt_at <= :now"
                        + " and (failing_since is null or failing_since > :given_up)"
                        + " and block < (select block from projected)"
                        + " order by next_attempt_at limit :most for update skip locked)"
                        + " returning *")
                .bind("taken", Columns.time(now.plus(TAKEN_FOR)))
                .bind("now", Columns.time(now))
                .bind("given_up", Columns.time(now.minus(GIVEN_UP_AFTER)))
                .bind("most", most)
                .map((row, context) -> due(row))
                .list());
  }

  private static DueWebhook due(ResultSet row) throws SQLException {
    return new DueWebhook(
        row.getString("id"),
        URI.create(row.getString("url")),
        row.getString("secret"),
        events(row),
        last(row));
  }

  /** Notes that all up to a place has arrived; a place before the one that is known is ignored. */
  void arrived(DueWebhook webhook, EventId last) {
    database.inTransaction(
        transaction ->
            transaction.execute(
                "update webhook set block = ?, log_index = ?, failures = 0, failing_since = null,"
                    + " last_problem = null where id = ? and (block, log_index) < (?, ?)",
                last.block(),
                last.logIndex(),
                webhook.id(),
                last.block(),
                last.logIndex()));
  }

  /** Lets the webhook be taken on again at once. */
  void release(DueWebhook webhook) {
    database.inTransaction(
        transaction ->
            transaction.execute(
                "update webhook set next_attempt_at = ? where id = ?",
                Columns.time(clock.instant()),
                webhook.id()));
  }

  /** Notes a failure; every further one doubles the pause, up to an hour. */
  void failed(DueWebhook webhook, String problem) {
    Instant now = clock.instant();
    database.inTransaction(
        transaction -> {
          int failures = failures(transaction, webhook.id()) + 1;
          return transaction.execute(
              "update webhook set failures = ?, last_problem = ?, next_attempt_at = ?,"
                  + " failing_since = coalesce(failing_since, ?) where id = ?",
              failures,
              problem,
              Columns.time(now.plus(pause(failures))),
              Columns.time(now),
              webhook.id());
        });
  }

  private static int failures(Handle transaction, String id) {
    return transaction
        .createQuery("select failures from webhook where id = :id for update")
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
