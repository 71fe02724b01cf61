package assay.registry.mailbox;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.accesslog.Access;
import assay.registry.accesslog.AccessEntry;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.Outcome;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The access logs of all datasets. Every release counts; a refusal that repeats the grant's last
 * answer does not, and releases are limited, so that a grantee who asks in a loop cannot fill the
 * log. Thread-safe.
 */
public final class AccessLogs {

  /** Entries that are handed out at once. */
  public static final int MAX_LISTED = 10_000;

  /** Releases under one grant within {@link #WINDOW}: no honest program comes near. */
  public static final int MAX_RELEASES = 1_000;

  static final Duration WINDOW = Duration.ofHours(1);

  private final Database database;

  public AccessLogs(Database database) {
    this.database = database;
  }

  /**
   * From here to the end of the transaction nobody else adds to this log; to be called before
   * {@link #add}.
   */
  void hold(Handle transaction, DatasetId dataset) {
    String id = dataset.value().hex();
    transaction.execute("insert into access_log (dataset) values (?) on conflict do nothing", id);
    transaction
        .createQuery("select dataset from access_log where dataset = :dataset for update")
        .bind("dataset", id)
        .mapTo(String.class)
        .one();
  }

  /**
   * Writes an answer down, in the transaction that gives it and holds the log.
   *
   * @throws EnvelopeForbiddenException if it is one release too many
   */
  void add(Handle transaction, Access access) {
    if (access.outcome().isRelease()) {
      requireRoom(transaction, access);
    } else if (isRepeated(transaction, access)) {
      return;
    }
    insert(
        transaction,
        last(transaction, access)
            .map(last -> last.next(access))
            .orElseGet(() -> AccessEntry.first(access)));
  }

  /**
   * The entries from one place on, at most {@link #MAX_LISTED}, for the dataset's owner.
   *
   * @throws EnvelopeForbiddenException to anybody else
   */
  public AccessLog toOwner(Address caller, DatasetId dataset, long from) {
    return database.inTransaction(
        transaction -> {
          requireOwner(transaction, caller, dataset);
          Query query =
              transaction
                  .createQuery(
                      "select * from access_log_entry where dataset = :dataset and place >= :from"
                          + " order by place limit :limit")
                  .bind("dataset", dataset.value().hex())
                  .bind("from", from)
                  .bind("limit", MAX_LISTED);
          return new AccessLog(dataset, entries(query), List.of());
        });
  }

  private static void requireOwner(Handle transaction, Address caller, DatasetId dataset) {
    boolean isOwner =
        transaction
            .createQuery("select exists (select 1 from asset where id = :id and owner = :owner)")
            .bind("id", dataset.value().hex())
            .bind("owner", caller.hex())
            .mapTo(Boolean.class)
            .one();
    if (!isOwner) {
      throw new EnvelopeForbiddenException(
          "not-your-dataset",
          "Only the owner of dataset %s may read its access log; in the final chain that is not %s."
              .formatted(dataset, caller));
    }
  }

  private static Optional<AccessEntry> last(Handle transaction, Access access) {
    return entries(
            transaction
                .createQuery(
                    "select * from access_log_entry where dataset = :dataset"
                        + " order by place desc limit 1")
                .bind("dataset", access.version().dataset().value().hex()))
        .stream()
        .findFirst();
  }

  private static boolean isRepeated(Handle transaction, Access access) {
    return lastUnder(transaction, access)
        .map(last -> last.access().outcome())
        .filter(access.outcome()::equals)
        .isPresent();
  }

  private static Optional<AccessEntry> lastUnder(Handle transaction, Access access) {
    return entries(
            transaction
                .createQuery(
                    "select * from access_log_entry where dataset = :dataset and grant_id = :grant"
                        + " order by place desc limit 1")
                .bind("dataset", access.version().dataset().value().hex())
                .bind("grant", access.grant().value().hex()))
        .stream()
        .findFirst();
  }

  private static void requireRoom(Handle transaction, Access access) {
    List<Instant> releases = releases(transaction, access);
    if (releases.size() >= MAX_RELEASES) {
      Instant first = releases.get(releases.size() - MAX_RELEASES);
      throw new EnvelopeForbiddenException(
          "released-too-often",
          "The key under grant %s was released %d times within %d minutes; keep it, or come back later."
              .formatted(access.grant(), releases.size(), WINDOW.toMinutes()),
          Duration.between(access.time(), first.plus(WINDOW)));
    }
  }

  /** Within the window, the oldest first. */
  private static List<Instant> releases(Handle transaction, Access access) {
    return transaction
        .createQuery(
            "select given_at from access_log_entry where dataset = :dataset"
                + " and grant_id = :grant and outcome = :released and given_at > :begin"
                + " order by given_at")
        .bind("dataset", access.version().dataset().value().hex())
        .bind("grant", access.grant().value().hex())
        .bind("released", Outcome.RELEASED.text())
        .bind("begin", access.time().minus(WINDOW).atOffset(ZoneOffset.UTC))
        .map((row, context) -> Columns.instant(row, "given_at"))
        .list();
  }

  private static void insert(Handle transaction, AccessEntry entry) {
    Access access = entry.access();
    transaction.execute(
        "insert into access_log_entry (dataset, place, given_at, version, grantee, purpose,"
            + " grant_id, outcome, previous, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        access.version().dataset().value().hex(),
        entry.index(),
        access.time().atOffset(ZoneOffset.UTC),
        access.version().number(),
        access.grantee().hex(),
        access.purpose().code(),
        access.grant().value().hex(),
        access.outcome().text(),
        entry.previous().hex(),
        entry.hash().hex());
  }

  private static List<AccessEntry> entries(Query query) {
    return query.map((row, context) -> entry(row)).list();
  }

  private static AccessEntry entry(ResultSet row) throws SQLException {
    DatasetId dataset = new DatasetId(new Bytes32(row.getString("dataset")));
    Instant time = Columns.instant(row, "given_at");
    Access access =
        new Access(
            time,
            new VersionId(dataset, row.getLong("version")),
            new Address(row.getString("grantee")),
            new Purpose(row.getInt("purpose")),
            new GrantId(new Bytes32(row.getString("grant_id"))),
            Outcome.parse(row.getString("outcome")));
    return new AccessEntry(
        row.getLong("place"),
        access,
        new Bytes32(row.getString("previous")),
        new Bytes32(row.getString("hash")));
  }
}
