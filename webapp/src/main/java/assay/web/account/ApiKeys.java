package assay.web.account;

import assay.chain.Address;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Keys with which a lab's programs act in its account's name. Each has scopes and an end, is shown
 * once and stored as its hash. Thread-safe.
 */
public final class ApiKeys {

  /** How every key begins, so that scanners for leaked secrets know one. */
  public static final String BEGINNING = "assay_key_";

  /** Keys that one account may have. */
  public static final int MOST = 50;

  /** The longest that a key lasts. */
  public static final Duration LONGEST = Duration.ofDays(365);

  private static final Pattern PREFIX = Pattern.compile(BEGINNING + "[A-Za-z0-9_-]{8}");
  private static final int SHOWN = BEGINNING.length() + 8;
  private static final Duration LISTED_AFTER_END = Duration.ofDays(30);
  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

  private final Database database;
  private final Clock clock;
  private final SecureRandom random;

  public ApiKeys(Database database, Clock clock, SecureRandom random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Makes a key; this is the only time that it is told.
   *
   * @throws ApiKeyRefusedException if the account has one of that name, or as many as it may have
   * @throws IllegalArgumentException if it would have ended already, or last too long
   */
  public MadeApiKey make(Address account, NewApiKey wanted) {
    requireEnd(wanted.expiresAt());
    String key = BEGINNING + Secret.fresh(random);
    String prefix = key.substring(0, SHOWN);
    database.inTransaction(
        transaction -> {
          // Two that are counted at once would both find room.
          transaction.execute("lock table api_key in share row exclusive mode");
          transaction.execute(
              "delete from api_key where expires_at < ?",
              Columns.time(clock.instant().minus(LISTED_AFTER_END)));
          requireRoom(list(transaction, account), wanted);
          return transaction.execute(
              "insert into api_key (account, prefix, name, key_hash, scopes, created_at,"
                  + " expires_at) values (?, ?, ?, ?, ?, ?, ?)",
              account.hex(),
              prefix,
              wanted.name(),
              Secret.hash(key),
              wanted.joinedScopes(),
              Columns.time(clock.instant()),
              Columns.time(wanted.expiresAt()));
        });
    return new MadeApiKey(key, prefix, wanted.name(), wanted.scopes(), wanted.expiresAt());
  }

  private void requireEnd(Instant end) {
    Instant now = clock.instant();
    if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
      throw new IllegalArgumentException(
          "The key would end at %s; let it end after now and within %d days."
              .formatted(end, LONGEST.toDays()));
    }
  }

  private static void requireRoom(List<ApiKey> kept, NewApiKey wanted) {
    if (kept.stream().anyMatch(key -> key.name().equals(wanted.name()))) {
      throw ApiKeyRefusedException.taken(wanted.name());
    }
    if (kept.size() >= MOST) {
      throw ApiKeyRefusedException.tooMany(kept.size());
    }
  }

  /** An account's keys, the newest first; ended ones for another thirty days. */
  public List<ApiKey> list(Address account) {
    return database.inTransaction(transaction -> list(transaction, account));
  }

  private static List<ApiKey> list(Handle transaction, Address account) {
    return transaction
        .createQuery(
            "select * from api_key where account = :account order by created_at desc, prefix")
        .bind("account", account.hex())
        .map((row, context) -> key(row))
        .list();
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getString("prefix"),
        row.getString("name"),
        NewApiKey.scopes(row.getString("scopes")).stream().map(Scope::text).toList(),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "expires_at"),
        Columns.optionalInstant(row, "last_used_at"));
  }

  /**
   * Makes a key of the account's worthless.
   *
   * @throws ApiKeyRefusedException if there is none
   */
  public void revoke(Address account, String prefix) {
    int revoked =
        database.inTransaction(
            transaction ->
                transaction.execute(
                    "delete from api_key where account = ? and prefix = ?",
                    account.hex(),
                    requirePrefix(prefix)));
    if (revoked == 0) {
      throw ApiKeyRefusedException.unknown();
    }
  }

  private static String requirePrefix(String text) {
    if (!PREFIX.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "This is no API key's prefix; write %s and 8 characters, as the list has it."
              .formatted(BEGINNING));
    }
    return text;
  }

  /** Whose key this is and what it may do, if it is valid now; notes that it was used. */
  Optional<Identity> identityOf(String key) {
    String hash = Secret.hash(key);
    return database.inTransaction(
        transaction -> {
          Optional<Identity> found = find(transaction, hash);
          if (found.isPresent()) {
            note(transaction, hash);
          }
          return found;
        });
  }

  private Optional<Identity> find(Handle transaction, String hash) {
    return transaction
        .createQuery(
            "select account, scopes from api_key where key_hash = :hash and expires_at > :now")
        .bind("hash", hash)
        .bind("now", Columns.time(clock.instant()))
        .map(
            (row, context) ->
                new Identity(
                    new Address(row.getString("account")),
                    Set.copyOf(NewApiKey.scopes(row.getString("scopes")))))
        .findOne();
  }

  /** Not at every request, for a write costs more than the look. */
  private void note(Handle transaction, String hash) {
    Instant now = clock.instant();
    transaction.execute(
        "update api_key set last_used_at = ? where key_hash = ?"
            + " and (last_used_at is null or last_used_at <= ?)",
        Columns.time(now.truncatedTo(ChronoUnit.MINUTES)),
        hash,
        Columns.time(now.minus(NOTED_EVERY)));
  }
}
