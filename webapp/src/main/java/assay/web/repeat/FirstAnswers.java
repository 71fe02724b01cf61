package assay.web.repeat;

import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.database.JointTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Remembers for a day what requests with a key were answered, in the database that all nodes share,
 * so that the same request again, at whichever node, gets the same answer and does nothing. What a
 * request does in the database and its answer are kept together or not at all. Of many at once one
 * goes on, and the others wait for a moment. Thread-safe.
 */
public final class FirstAnswers {

  /** How long a key is remembered. */
  public static final Duration KEPT_FOR = Duration.ofDays(1);

  /** How long one waits for the first, in PostgreSQL's words. */
  private static final String PATIENCE = "1s";

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Database database;
  private final Clock clock;

  public FirstAnswers(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Begins a request. Unless it has come before, what this thread does from now on is kept with its
   * answer, or undone when the attempt is closed.
   *
   * @throws RepeatRefusedException if the key came with another request, or the first is not
   *     answered yet
   */
  Attempt begin(RepeatedRequest request) {
    dropOld();
    JointTransaction work = database.beginJoint();
    try {
      Optional<FirstAnswer> earlier =
          database.inTransaction(
              transaction ->
                  claim(transaction, request)
                      ? Optional.empty()
                      : Optional.of(find(transaction, request)));
      return new Attempt(request, work, earlier);
    } catch (RuntimeException e) {
      work.close();
      throw e;
    }
  }

  private void dropOld() {
    database.inTransaction(
        transaction ->
            transaction.execute(
                "delete from first_answer where begun_at <= ?",
                Columns.time(clock.instant().minus(KEPT_FOR))));
  }

  /** Whether this is the first; a row without an answer is of one that was never answered. */
  private boolean claim(Handle transaction, RepeatedRequest request) {
    try {
      transaction.execute("set local lock_timeout = '" + PATIENCE + "'");
      int claimed =
          transaction.execute(
              "insert into first_answer (account, key, fingerprint, begun_at) values (?, ?, ?, ?)"
                  + " on conflict (account, key) do update set fingerprint = excluded.fingerprint,"
                  + " begun_at = excluded.begun_at where first_answer.status is null",
              request.account().hex(),
              request.key(),
              request.fingerprint().hex(),
              Columns.time(clock.instant()));
      transaction.execute("set local lock_timeout to default");
      return claimed == 1;
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException cause
          && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
        throw RepeatRefusedException.inProgress(request.key());
      }
      throw e;
    }
  }

  private static FirstAnswer find(Handle transaction, RepeatedRequest request) {
    return transaction
        .createQuery("select * from first_answer where account = :account and key = :key")
        .bind("account", request.account().hex())
        .bind("key", request.key())
        .map((row, context) -> answer(row, request))
        .one();
  }

  private static FirstAnswer answer(ResultSet row, RepeatedRequest request) throws SQLException {
    if (!row.getString("fingerprint").equals(request.fingerprint().hex())) {
      throw RepeatRefusedException.otherRequest(request.key());
    }
    return new FirstAnswer(
        row.getInt("status"), row.getString("media_type"), row.getString("body"));
  }

  /** A request that is being answered, by one thread. */
  final class Attempt implements AutoCloseable {

    private final RepeatedRequest request;
    private final JointTransaction work;
    private final Optional<FirstAnswer> earlier;

    private Attempt(RepeatedRequest request, JointTransaction work, Optional<FirstAnswer> earlier) {
      this.request = request;
      this.work = work;
      this.earlier = earlier;
    }

    /** What it was answered when it came first; none if this is the first. */
    Optional<FirstAnswer> earlier() {
      return earlier;
    }

    /** Keeps what was done, and the answer. */
    void keep(FirstAnswer answer) {
      database.inTransaction(
          transaction ->
              transaction.execute(
                  "update first_answer set status = ?, media_type = ?, body = ?"
                      + " where account = ? and key = ?",
                  answer.status(),
                  answer.mediaType(),
                  answer.body(),
                  request.account().hex(),
                  request.key()));
      work.commit();
    }

    /** Undoes what is not kept, so that the request may come again as the first. */
    @Override
    public void close() {
      work.close();
    }
  }
}
