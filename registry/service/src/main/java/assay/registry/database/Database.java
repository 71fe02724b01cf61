package assay.registry.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
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

  /** Joint transactions at once: they may last, and work without one goes on beside them. */
  private static final int JOINT = CONNECTIONS / 2;

  private final HikariDataSource connections;
  private final Jdbi jdbi;
  private final Semaphore places = new Semaphore(JOINT);

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
    source.setReWriteBatchedInserts(true);
    return source;
  }

  /** What its connections do now; asks nobody. */
  public PoolState pool() {
    HikariPoolMXBean pool = connections.getHikariPoolMXBean();
    return new PoolState(
        pool.getActiveConnections(),
        pool.getIdleConnections(),
        pool.getThreadsAwaitingConnection(),
        CONNECTIONS);
  }

  /** Brings the schema up to date; forward only. */
  public void migrate() {
    withFlyway(Flyway::migrate);
  }

  /** The files that {@link #migrate} would run, in their order; changes nothing. */
  public List<String> pendingMigrations() {
    return withFlyway(
        flyway -> Stream.of(flyway.info().pending()).map(MigrationInfo::getScript).toList());
  }

  private <T> T withFlyway(Function<Flyway, T> work) {
    try {
      return work.apply(
          Flyway.configure(Database.class.getClassLoader()).dataSource(connections).load());
    } catch (FlywayException e) {
      // The lines after the first are for a log, and the cause brings them there.
      String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
      throw new DatabaseUnavailableException(problem, e);
    }
  }

  /**
   * Runs the work in one transaction: all of it happens or nothing. Where this thread has a joint
   * transaction the work joins it.
   *
   * @throws DatabaseUnavailableException if there is no connection, or it broke, or the schema is
   *     not there yet
   */
  public <T, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
    JointTransaction joint = JointTransaction.current(this);
    return joint == null ? told(() -> jdbi.inTransaction(work)) : told(() -> joint.join(work));
  }

  /**
   * Begins a transaction that everything this thread does here joins until it is closed, which is
   * this thread's duty. Others wait for a place where too many are open.
   *
   * @throws DatabaseUnavailableException if there is no connection
   */
  public JointTransaction beginJoint() {
    takePlace();
    try {
      return told(() -> JointTransaction.begin(this, jdbi.open()));
    } catch (RuntimeException e) {
      places.release();
      throw e;
    }
  }

  private void takePlace() {
    try {
      if (!places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DatabaseUnavailableException("too much is under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailableException("the platform stops", e);
    }
  }

  /** One joint transaction less. */
  void givePlaceBack() {
    places.release();
  }

  /** Work that uses connections. */
  @FunctionalInterface
  interface Use<T, X extends Exception> {
    T run() throws X;
  }

  /** Tells of outages as such. */
  static <T, X extends Exception> T told(Use<T, X> use) throws X {
    try {
      return use.run();
    } catch (ConnectionException e) {
      throw new DatabaseUnavailableException("no connection within " + WAIT.toSeconds() + " s", e);
    } catch (JdbiException e) {
      throw Outage.of(e).<RuntimeException>map(outage -> outage.failure(e)).orElse(e);
    }
  }

  /** States of SQL (ISO 9075, PostgreSQL's appendix A) that are nobody's mistake but a fault. */
  private enum Outage {
    CONNECTION("08", "the connection broke"),
    RESOURCES("53", "it has no room for more"),
    SHUTDOWN("57P", "it is shutting down or starting"),
    NO_SCHEMA("42P01", "its tables are not there yet");

    private final String state;
    private final String problem;

    Outage(String state, String problem) {
      this.state = state;
      this.problem = problem;
    }

    /** Looks at every cause: the rollback of a lost connection may be what is told first. */
    static Optional<Outage> of(JdbiException failure) {
      return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
          .filter(SQLException.class::isInstance)
          .map(cause -> String.valueOf(((SQLException) cause).getSQLState()))
          .flatMap(state -> Arrays.stream(values()).filter(known -> state.startsWith(known.state)))
          .findFirst();
    }

    DatabaseUnavailableException failure(JdbiException cause) {
      return new DatabaseUnavailableException(problem, cause);
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
