package assay.local.operator;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.command.Main;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's commands on a real PostgreSQL. */
class PlatformCommandIT {

  private static EmbeddedPostgres server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().setServerConfig("shared_buffers", "32MB").start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private record Said(int code, String out) {}

  private Said platform(String database, String... words) throws Exception {
    return platformAt(
        server.getJdbcUrl("postgres", database).replaceFirst("\\?.*", ""), List.of(words));
  }

  private Said platformAt(String address, List<String> words) throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "postgres\n");
    List<String> all = new ArrayList<>(List.of("platform"));
    all.addAll(words);
    all.add("-Dassay.db.url=" + address);
    all.add("-Dassay.db.user=postgres");
    all.add("-Dassay.db.password.file=" + password);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream usual = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      return new Said(Main.run(all.toArray(String[]::new)), out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(usual);
    }
  }

  @Test
  void shouldSayWhichDatabaseIsAwayAndWhatToCheck() throws Exception {
    String nowhere = "jdbc:postgresql://127.0.0.1:1/assay";
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream usual = System.err;
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      assertThat(platformAt(nowhere, List.of("migrate", "--dry-run"))).isEqualTo(new Said(4, ""));
      assertThat(platformAt(nowhere, List.of("backup", folder.resolve("none").toString())).code())
          .isEqualTo(4);
    } finally {
      System.setErr(usual);
    }

    assertThat(told.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.startsWith("assay: "))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains(nowhere, "Connection to 127.0.0.1:1 refused", "assay.db.url"));
  }

  private static long ask(String database, String question) throws SQLException {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getLong(1);
    }
  }

  private static void run(String database, String change) throws SQLException {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(change);
    }
  }

  private static long tables(String database) throws SQLException {
    return ask(database, "select count(*) from pg_tables where schemaname = 'public'");
  }

  @Test
  void shouldSayWhichMigrationsWouldRunAndRunThem() throws Exception {
    run("postgres", "create database upgraded");

    Said dry = platform("upgraded", "migrate", "--dry-run");
    long before = tables("upgraded");
    Said wet = platform("upgraded", "migrate");
    Said again = platform("upgraded", "migrate", "--dry-run");

    assertThat(dry.code()).isZero();
    assertThat(dry.out().lines())
        .startsWith("V001__registry.sql", "V002__training.sql", "V003__sign_in.sql");
    assertThat(before).isZero();
    assertThat(wet.out()).isEqualTo(dry.out());
    assertThat(tables("upgraded")).isGreaterThan(20);
    assertThat(again).isEqualTo(new Said(0, ""));
  }

  @Test
  void shouldBackUpAndRestoreIntoANewDatabase() throws Exception {
    Path file = folder.resolve("platform.backup");
    run("postgres", "create database lost");
    run("postgres", "create database found");
    platform("lost", "migrate");
    run("lost", "insert into access_log (dataset) values ('a dataset')");

    Said backup = platform("lost", "backup", file.toString());
    Said restored = platform("found", "restore", file.toString());
    Said twice = platform("found", "restore", file.toString());

    assertThat(backup.code()).isZero();
    assertThat(backup.out()).startsWith("1 rows of jdbc:postgresql://");
    assertThat(restored.code()).isZero();
    assertThat(ask("found", "select count(*) from access_log where dataset = 'a dataset'")).isOne();
    assertThat(twice.code()).isNotZero();
  }
}
