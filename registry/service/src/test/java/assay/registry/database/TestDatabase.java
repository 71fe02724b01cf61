package assay.registry.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * An empty database with the schema, on a PostgreSQL that all tests of one JVM share. The server
 * ends with the JVM.
 */
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Database database;
  private final String name;

  private TestDatabase(Database database, String name) {
    this.database = database;
    this.name = name;
  }

  /** Creates a database of its own for the caller. */
  public static TestDatabase create() {
    TestDatabase database = empty();
    database.database().migrate();
    return database;
  }

  /** The same, with the schema as an earlier migration left it, such as {@code 061}. */
  public static TestDatabase createAt(String version) {
    TestDatabase database = empty();
    Flyway.configure()
        .dataSource(Server.SHARED.getDatabase("postgres", database.name))
        .target(version)
        .load()
        .migrate();
    return database;
  }

  private static TestDatabase empty() {
    String name = "assay_" + COUNT.incrementAndGet();
    try (Connection connection = Server.SHARED.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Database " + name + " cannot be created.", e);
    }
    return new TestDatabase(
        new Database(settings(Server.SHARED.getJdbcUrl("postgres", name))), name);
  }

  /** How to reach a database of a test's server. */
  public static DatabaseSettings settings(String url) {
    try {
      Path password = Files.createTempFile("password", ".txt");
      password.toFile().deleteOnExit();
      Files.writeString(password, "postgres\n");
      return new DatabaseSettings(url, "postgres", password);
    } catch (IOException e) {
      throw new UncheckedIOException("No password file can be written.", e);
    }
  }

  public Database database() {
    return database;
  }

  /** Runs one statement. */
  public int execute(String sql, Object... arguments) {
    return database.inTransaction(transaction -> transaction.execute(sql, arguments));
  }

  /** How many statements the work runs. */
  public int statementsOf(Consumer<Handle> work) {
    AtomicInteger run = new AtomicInteger();
    return database.inTransaction(
        transaction -> {
          transaction.setSqlLogger(
              new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                  run.incrementAndGet();
                }
              });
          work.accept(transaction);
          return run.get();
        });
  }

  /** The whole content of the tables, in an order that depends on nothing else. */
  public Map<String, List<String>> dump(String... tables) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String table : tables) {
      rows.put(table, rows("select row_to_json(t)::text from " + table + " t order by 1"));
    }
    return rows;
  }

  /** Every table of the schema, by name. */
  public String[] tables() {
    return rows("select tablename from pg_tables where schemaname = 'public' order by 1")
        .toArray(String[]::new);
  }

  private List<String> rows(String query) {
    return database.inTransaction(
        transaction -> transaction.createQuery(query).mapTo(String.class).list());
  }

  @Override
  public void close() {
    database.close();
  }

  /** Started by the first test that needs it. */
  private static final class Server {

    private static final EmbeddedPostgres SHARED = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("shared_buffers", "32MB").start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL cannot be started.", e);
      }
    }
  }
}
