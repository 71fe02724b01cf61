package assay.web.repeat;

import assay.registry.database.Columns;
import assay.registry.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Remembers for a day what requests with a key were answered, in the database that all nodes share,
 * so that the same request again, at whichever node, gets the same answer and does nothing. Of many
 * at once one goes on. Thread-safe.
 */
public final class FirstAnswers {

  /** How long a key is remembered. */
  public static final Duration KEPT_FOR = Duration.ofDays(1);

  /** A first request that takes longer is taken for lost with its node. */
  static final Duration LOST_AFTER = Duration.ofMinutes(2);

  private final Database database;
  private final Clock clock;

  public FirstAnswers(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Begins a request, unless it has come before.
   *
   * @return its first answer; none if this is the first, which then is to be kept or forgotten
   * @throws RepeatRefusedException if the key came with another request, or the first is not
   *     answered yet
   */
  Optional<FirstAnswer> begin(RepeatedRequest request) {
    return database.inTransaction(
        transaction -> {
          dropOld(transaction);
          return insert(transaction, request) == 1
              ? Optional.empty()
              : Optional.of(find(transaction, request));
        });
  }

  private void dropOld(Handle transaction) {
    Instant now = clock.instant();
    transaction.execute(
        "delete from first_answer where begun_at <= ? or (status is null and begun_at <= ?)",
        Columns.time(now.minus(KEPT_FOR)),
        Columns.time(now.minus(LOST_AFTER)));
  }

  private int insert(Handle transaction, RepeatedRequest request) {
    return transaction.execute(
        "insert into first_answer (account, key, fingerprint, begun_at) values (?, ?, ?, ?)"
            + " on conflict do nothing",
        request.account().hex(),
        request.key(),
        request.fingerprint().hex(),
        Columns.time(clock.instant()));
  }

  /** Whoever forgot it in between left nothing to find; then it is as if he were at it still. */
  private static FirstAnswer find(Handle transaction, RepeatedRequest request) {
    return transaction
        .createQuery("select * from first_answer where account = :account and key = :key")
        .bind("account", request.account().hex())
        .bind("key", request.key())
        .map((row, context) -> answer(row, request))
        .findOne()
        .flatMap(found -> found)
        .orElseThrow(() -> RepeatRefusedException.inProgress(request.key()));
  }

  private static Optional<FirstAnswer> answer(ResultSet row, RepeatedRequest request)
      throws SQLException {
    if (!row.getString("fingerprint").equals(request.fingerprint().hex())) {
      throw RepeatRefusedException.otherRequest(request.key());
    }
    return row.getObject("status") == null
        ? Optional.empty()
        : Optional.of(
            new FirstAnswer(
                row.getInt("status"), row.getString("media_type"), row.getString("body")));
  }

  /** Keeps what a request that was begun came to. */
  void keep(RepeatedRequest request, FirstAnswer answer) {
    database.inTransaction(
        transaction ->
            transaction.execute(
                "update first_answer set status = ?, media_type = ?, body = ?"
                    + " where account = ? and key = ? and fingerprint = ?",
                answer.status(),
                answer.mediaType(),
                answer.body(),
                request.account().hex(),
                request.key(),
                request.fingerprint().hex()));
  }

  /** Lets a request that was begun, and failed by no fault of its own, come again. */
  void forget(RepeatedRequest request) {
    database.inTransaction(
        transaction ->
            transaction.execute(
                "delete from first_answer where account = ? and key = ? and status is null",
                request.account().hex(),
                request.key()));
  }
}
