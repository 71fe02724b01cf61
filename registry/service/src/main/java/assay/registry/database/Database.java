package assay.registry.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Pooled connections to the platform's database. Opening it does not need the database to be up:
 * the first use that finds it dead says so, and later uses work when it is back. Thread-safe.
 */
public final class Database implements AutoCloseable {

  private static final int CONNECTIONS = 16;
  private static final Duration WAIT = Duration.ofSeconds(5);

  /** SQL states of a connection that broke (class 08) and of a server that shuts down (57P). */
  private static final Pattern LOST = Pattern.compile("08...|57P..");

  private final HikariDataSource connections;
  private final Jdbi jdbi;

  public Database(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(postgres(settings));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setInitializationFailTimeout(-1);
    this.connections = new HikariDataSource(config);
    this.jdbi = Jdbi.create(connections);
  }

  // Named here and not found by the driver manager, which sees no drivers inside a web application.
  private static PGSimpleDataSource postgres(DatabaseSettings settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(settings.url());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    return source;
  }

  /** Brings the schema up to date; forward only. */
  public void migrate() {
    try {
      Flyway.configure(Database.class.getClassLoader()).dataSource(connections).load().migrate();
    } catch (FlywayException e) {
      throw new DatabaseUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Runs the work in one transaction: all of it happens or nothing.
   *
   * @throws DatabaseUnavailableException if there is no connection, or none any more
   */
  public <T, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
    try {
      return jdbi.inTransaction(work);
    } catch (ConnectionException e) {
      throw new DatabaseUnavailableException("no connection within " + WAIT.toSeconds() + " s", e);
    } catch (JdbiException e) {
      if (isConnectionLost(e)) {
        throw new DatabaseUnavailableException("the connection was lost", e);
      }
      throw e;
    }
  }

  /** Whether PostgreSQL went away in the middle, be it that the rollback told so. */
  private static boolean isConnectionLost(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && LOST.matcher(String.valueOf(sql.getSQLState())).matches()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    connections.close();
  }
}
