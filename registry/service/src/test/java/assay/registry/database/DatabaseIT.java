package assay.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseIT {

  @Test
  void shouldNameADatabaseThatIsNotThere() {
    try (Database nobody =
        new Database(TestDatabase.settings("jdbc:postgresql://127.0.0.1:1/assay"))) {

      assertThatThrownBy(nobody::migrate).isInstanceOf(DatabaseUnavailableException.class);
      assertUnavailable(nobody);
    }
  }

  @Test
  void shouldSayThatTheTablesAreNotThereYet() {
    try (TestDatabase database = TestDatabase.create()) {

      assertThatThrownBy(() -> database.execute("delete from table_of_tomorrow"))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("tables are not there yet");
    }
  }

  @Test
  void shouldDoAllPiecesOfAJointTransactionOrNone() {
    try (TestDatabase database = TestDatabase.create()) {
      JointTransaction abandoned = database.database().beginJoint();
      insert(database, "a");
      insert(database, "b");
      abandoned.close();
      List<String> undone = actors(database);
      try (JointTransaction joint = database.database().beginJoint()) {
        insert(database, "a");
        insert(database, "b");
        joint.commit();
      }

      assertThat(undone).isEmpty();
      assertThat(actors(database)).hasSize(2);
      insert(database, "c");
      assertThat(actors(database)).hasSize(3);
    }
  }

  @Test
  void shouldUndoAPieceOfAJointTransactionThatFailsAlone() {
    try (TestDatabase database = TestDatabase.create()) {
      try (JointTransaction joint = database.database().beginJoint()) {
        insert(database, "a");
        assertThatThrownBy(() -> insert(database, "a")).isInstanceOf(JdbiException.class);
        insert(database, "b");
        joint.commit();
      }

      assertThat(actors(database)).hasSize(2);
    }
  }

  @Test
  void shouldHoldOtherThreadsOutOfAJointTransaction() throws Exception {
    ExecutorService another = Executors.newSingleThreadExecutor();
    try (TestDatabase database = TestDatabase.create()) {
      JointTransaction joint = database.database().beginJoint();
      another.submit(() -> insert(database, "a")).get();
      joint.close();

      assertThat(actors(database)).hasSize(1);
    }
    another.shutdown();
  }

  private static int insert(TestDatabase database, String address) {
    return database.execute("insert into actor values (?, 0, '', 0)", address);
  }

  private static List<String> actors(TestDatabase database) {
    return database.dump("actor").getOrDefault("actor", List.of());
  }

  @Test
  void shouldSayThatAJointTransactionBroke(@TempDir Path folder) throws IOException {
    EmbeddedPostgres server = server(folder, 0);
    try (Database database =
        new Database(TestDatabase.settings(server.getJdbcUrl("postgres", "postgres")))) {
      database.migrate();

      try (JointTransaction joint = database.beginJoint()) {
        database.inTransaction(DatabaseIT::insertNobody);
        server.close();
        assertThatThrownBy(joint::commit).isInstanceOf(DatabaseUnavailableException.class);
      }
      assertUnavailable(database);
    }
  }

  @Test
  void shouldSurviveItsServersDeathInTheMiddleOfATransaction(@TempDir Path folder)
      throws IOException {
    EmbeddedPostgres server = server(folder, 0);
    int port = server.getPort();
    try (Database database =
        new Database(TestDatabase.settings(server.getJdbcUrl("postgres", "postgres")))) {
      database.migrate();

      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      transaction -> {
                        insertNobody(transaction);
                        server.close();
                        return insertNobody(transaction);
                      }))
          .isInstanceOf(DatabaseUnavailableException.class);
      assertUnavailable(database);
      EmbeddedPostgres again = server(folder, port);
      int kept = insertWhenItIsBack(database);
      again.close();

      assertThat(kept).isEqualTo(1);
    }
  }

  /** Connections that broke in the last half second may still be handed out, each one once. */
  private static int insertWhenItIsBack(Database database) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      try {
        return database.inTransaction(DatabaseIT::insertNobody);
      } catch (DatabaseUnavailableException e) {
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
    }
  }

  private static int insertNobody(Handle transaction) {
    return transaction.execute("insert into actor values ('0x0', 0, '', 0)");
  }

  private static void assertUnavailable(Database database) {
    assertThatThrownBy(() -> database.inTransaction(transaction -> transaction.execute("select 1")))
        .isInstanceOf(DatabaseUnavailableException.class)
        .extracting(failure -> ((DatabaseUnavailableException) failure).code())
        .isEqualTo("database-unavailable");
  }

  private static EmbeddedPostgres server(Path folder, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("shared_buffers", "32MB")
        .start();
  }
}
