package assay.training.bounties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.local.AnvilProcess;
import assay.registry.backup.BackupRefusedException;
import assay.registry.backup.PlatformBackup;
import assay.registry.database.TestDatabase;
import assay.training.pools.OwnTables;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A platform's database backed up, lost, put back, and the rest built from the chain again. */
class BackupIT {

  /** Built from the chain, or from what is built from it. */
  private static final Set<String> PROJECTED =
      Set.of(
          "access_grant",
          "actor",
          "asset",
          "asset_version",
          "bounty",
          "bounty_dataset",
          "chain_event",
          "evaluation",
          "indexed_block",
          "payout",
          "pool_entry",
          "projected",
          "rig_entry",
          "submission");

  /** Begun again: nobody's right. A backup that had API keys would bring revoked ones back. */
  private static final Set<String> SESSIONS =
      Set.of("sign_in_nonce", "access_token", "refresh_token", "api_key", "first_answer", "upload");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static BountyWorld world;

  @TempDir private Path folder;

  @BeforeAll
  static void live() {
    world = new BountyWorld(AnvilProcess.instant(), 4);
    BountyWorld.Opened opened = world.open();
    world.revealSample(opened);
    world.submit(opened.id());
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static PlatformBackup backup(TestDatabase database) {
    return new PlatformBackup(database.database(), OwnTables.ALL);
  }

  private static Set<String> tables(TestDatabase database) {
    Set<String> tables = new TreeSet<>(List.of(database.tables()));
    tables.remove("flyway_schema_history");
    return tables;
  }

  /** Every table's rows. */
  private static Map<String, List<String>> rows(TestDatabase database) {
    return database.dump(tables(database).toArray(String[]::new));
  }

  /** A row of each table that is the platform's own, two with a number that the database gives. */
  private static void fill(TestDatabase database) {
    String text = "a \"quoted\" word, \\ and\nä ☃ 0x12";
    Timestamp time = Timestamp.from(Instant.parse("2026-03-01T12:00:00.123456Z"));
    for (int i = 1; i <= 2; i++) {
      database.execute(
          "insert into access_request (asset, version, grantee, purpose, bounty, reason,"
              + " requested_at) values (?, 1, ?, 1, '', ?, ?)",
          "asset" + i,
          "grantee",
          text,
          time);
      database.execute(
          "insert into envelope (kind, subject, sender, addressee, content, posted_at)"
              + " values ('k', ?, 's', 'a', ?, ?)",
          "subject" + i,
          text,
          time);
      database.execute("insert into approval_rules values (?, ?, ?)", "owner" + i, text, time);
      database.execute("insert into access_log (dataset) values (?)", "d" + i);
      database.execute(
          "insert into access_log_entry values (?, 0, ?, 1, 'g', 1, 'id', 'RELEASED', 'p', 'h')",
          "d" + i,
          time);
    }
    database.execute("delete from access_request where asset = 'asset1'");
    database.execute("insert into pool_description values ('o', ?, ?)", text, time);
    database.execute("insert into rig_inventory values ('m', ?)", text);
    database.execute(
        "insert into pool_question values ('q', 'a', 9007199254740993, 1, 1, 1, 1, ?)", time);
    database.execute("insert into pool_offer values ('q', 'p', ?)", text);
    database.execute(
        "insert into pool_job (pool, bounty, offered_at, together, crew) values ('p', 'b', ?,"
            + " true, ?)",
        time,
        text);
    database.execute(
        "insert into pool_crew (pool, bounty, member, ready) values ('p', 'b', 'm', true)");
    database.execute("insert into pool_round values ('p', 'b', 1, ?)", text);
    database.execute("insert into pool_reply values ('p', 'b', 'm', ?)", text);
    database.execute(
        "insert into webhook (id, account, url, events, secret, created_at, block, log_index,"
            + " next_attempt_at) values ('w', 'a', ?, '', ?, ?, 9007199254740993, 0, ?)",
        text,
        text,
        time,
        time);
    database.execute(
        "insert into training_run values ('b', 'm', 'ENDED', 'e', 'o', ?, 1, 1, 1, 1, 1, ?, ?)",
        text,
        time,
        time);
    database.execute(
        "insert into training_run_point values ('b', 'm', ?, 1, 1, 0.1, null, 1e-300, 1, 2, 3)",
        time);
    database.execute("insert into published_model values ('b', 'r', ?, 1, ?)", text, time);
    database.execute("insert into training_run_line values ('b', 'm', ?, ?)", time, text);
    database.execute(
        "insert into federated_job values ('b', 'c', 31337, 'm', true, ?, ?)", time, time);
    database.execute("insert into federated_site values ('b', 'c', 's')");
    database.execute("insert into federated_call values ('b', 'c', 1, ?)", text);
    database.execute("insert into federated_update values ('b', 'c', 's', ?)", text);
    database.execute("insert into federated_round values ('b', 'c', 1, 'w', ?)", text);
  }

  @Test
  void shouldGiveEveryTableBackAsItWas() throws IOException {
    Path file = folder.resolve("platform.backup");
    Map<String, List<String>> before;
    long written;
    try (TestDatabase database = TestDatabase.create()) {
      world.index(database);
      fill(database);
      before = rows(database);
      written = backup(database).write(file);
    }

    try (TestDatabase fresh = TestDatabase.create()) {
      long restored = backup(fresh).restore(file);
      world.index(fresh);

      assertThat(rows(fresh)).isEqualTo(before);
      assertThat(restored).isEqualTo(written);
    }
    assertThat(OwnTables.ALL).allSatisfy(table -> assertThat(before.get(table)).isNotEmpty());
    assertThat(before.get("bounty")).hasSize(1);
    assertThat(before.get("submission")).isNotEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  /**
   * There was no release yet: stands for the one before, with the schema that it would have had.
   */
  @ParameterizedTest
  @ValueSource(strings = {"040", "050", "060", "061", "065", "066"})
  @Tag("release")
  void shouldKeepWhatIsThereWhenItIsUpgraded(String version) throws IOException {
    Map<String, List<String>> whole;
    try (TestDatabase latest = TestDatabase.create()) {
      world.index(latest);
      fill(latest);
      whole = rows(latest);
    }
    try (TestDatabase database = TestDatabase.createAt(version)) {
      Set<String> tables = tables(database);
      database
          .database()
          .inTransaction(
              transaction -> {
                // Nothing is checked against rows that are still to come.
                transaction.execute("set local session_replication_role = replica");
                tables.forEach(table -> insert(transaction, table, whole.get(table)));
                return null;
              });
      Map<String, List<String>> before = rows(database);

      database.database().migrate();

      Map<String, List<String>> after = rows(database);
      for (String table : tables) {
        assertThat(after.get(table)).as(table).hasSameSizeAs(before.get(table));
        assertThat(sameColumns(after.get(table), before.get(table)))
            .as(table)
            .containsExactlyInAnyOrderElementsOf(sameColumns(before.get(table), before.get(table)));
      }
      assertThat(before.get("envelope")).isNotEmpty();
      assertThat(before.get("bounty")).isNotEmpty();
    }
  }

  private static void insert(Handle transaction, String table, List<String> rows) {
    for (String row : rows) {
      transaction.execute(
          "insert into %1$s overriding system value select * from jsonb_populate_record(null::%1$s, cast(? as jsonb))"
              .formatted(table),
          row);
    }
  }

  /** The rows, with the columns that the others have. */
  private static List<JsonNode> sameColumns(List<String> rows, List<String> others)
      throws IOException {
    List<JsonNode> same = new ArrayList<>();
    for (String row : rows) {
      ObjectNode whole = (ObjectNode) JSON.readTree(row);
      List<String> columns = new ArrayList<>();
      JSON.readTree(others.get(0)).fieldNames().forEachRemaining(columns::add);
      same.add(whole.retain(columns));
    }
    return same;
  }

  /** A new table has to be one of the three, or a restored platform lacks it without a word. */
  @Test
  void shouldKnowEveryTableThereIs() {
    try (TestDatabase database = TestDatabase.create()) {
      Set<String> unknown = tables(database);
      unknown.removeAll(PROJECTED);
      unknown.removeAll(SESSIONS);

      assertThat(unknown).containsExactlyInAnyOrderElementsOf(OwnTables.ALL);
    }
  }

  @Test
  void shouldGiveRowsThatComeLaterNumbersOfTheirOwn() throws IOException {
    Path file = folder.resolve("platform.backup");
    try (TestDatabase database = TestDatabase.create();
        TestDatabase fresh = TestDatabase.create()) {
      fill(database);
      backup(database).write(file);
      backup(fresh).restore(file);

      fresh.execute(
          "insert into envelope (kind, subject, sender, addressee, content, posted_at)"
              + " values ('k', 'new', 's', 'a', '', now())");

      assertThat(fresh.dump("envelope").get("envelope")).hasSize(3);
    }
  }

  @Test
  void shouldPutNothingIntoADatabaseThatIsInUse() throws IOException {
    Path file = folder.resolve("platform.backup");
    try (TestDatabase database = TestDatabase.create()) {
      fill(database);
      backup(database).write(file);

      assertThatThrownBy(() -> backup(database).restore(file))
          .isInstanceOf(BackupRefusedException.class)
          .hasMessageContaining("new database only");
      assertThatThrownBy(() -> backup(database).write(file))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "changed", "lengthened", "of another schema", "foreign"})
  void shouldPutNothingBackOfAFileThatIsNotWhole(String how) throws IOException {
    Path file = folder.resolve("platform.backup");
    try (TestDatabase database = TestDatabase.create();
        TestDatabase fresh = TestDatabase.create()) {
      fill(database);
      backup(database).write(file);
      Files.writeString(file, spoiled(Files.readString(file), how));

      assertThatThrownBy(() -> backup(fresh).restore(file))
          .isInstanceOf(BackupRefusedException.class);

      assertThat(fresh.dump(OwnTables.ALL.toArray(String[]::new)).values())
          .allSatisfy(rows -> assertThat(rows).isEmpty());
    }
  }

  private static String spoiled(String whole, String how) {
    return switch (how) {
      case "cut" -> whole.substring(0, whole.lastIndexOf("\n{\"rows\"") + 1);
      case "changed" -> whole.replaceFirst("grantee", "Grantee");
      case "lengthened" -> whole + "{\"table\":\"rig_inventory\",\"row\":{}}\n";
      case "of another schema" -> whole.replaceFirst("\"schema\":\"\\d+\"", "\"schema\":\"1\"");
      default -> "{\"format\":\"else\"}\n";
    };
  }
}
