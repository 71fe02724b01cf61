package assay.web.platform;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.LocalChain;
import assay.registry.catalogue.RegistryProjection;
import assay.registry.database.Database;
import assay.registry.database.TestDatabase;
import assay.registry.index.ChainIndexer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexerLoopIT {

  private static LocalChain local;

  @BeforeAll
  static void startTheChain() {
    local = LocalChain.start();
  }

  @AfterAll
  static void stopTheChain() {
    local.close();
  }

  @Test
  void shouldNotCallItselfReadyBeforeItsFirstRun() {
    try (TestDatabase database = TestDatabase.create()) {
      IndexerLoop loop = loop(database.database(), local.chain());

      boolean wasReady = loop.problem().isEmpty();
      loop.run();

      assertThat(wasReady).isFalse();
      assertThat(loop.problem()).isEmpty();
    }
  }

  @Test
  void shouldTellThatTheNodeIsDeadOrOfAnotherChain() {
    try (TestDatabase database = TestDatabase.create();
        ChainClient dead = client(URI.create("http://127.0.0.1:1"), 1);
        ChainClient other = client(local.anvil().node(), 1)) {
      IndexerLoop ofDead = loop(database.database(), dead);
      IndexerLoop ofOther = loop(database.database(), other);

      ofDead.run();
      ofOther.run();

      assertThat(ofDead.problem()).get().asString().contains("does not answer");
      assertThat(ofOther.problem()).get().asString().contains("chain 1 is configured");
    }
  }

  @Test
  void shouldWaitForADeadDatabaseAndGoOn(@TempDir Path folder) throws IOException {
    EmbeddedPostgres server = server(folder, 0);
    int port = server.getPort();
    try (Database database =
        new Database(TestDatabase.settings(server.getJdbcUrl("postgres", "postgres")))) {
      IndexerLoop loop = loop(database, local.chain());
      server.close();

      loop.run();
      String problem = loop.problem().orElseThrow();
      EmbeddedPostgres again = server(folder, port);
      runUntilReady(loop);
      again.close();

      assertThat(problem).contains("The database is not available");
    }
  }

  @Test
  void shouldBuildTheProjectionAnewOnlyWhenItIsAsked() {
    try (TestDatabase database = TestDatabase.create()) {
      database.execute("insert into actor values ('0x0', 0, '', 0)");

      runUntilReady(loop(database.database(), local.chain(), false));
      int kept = database.dump("actor").get("actor").size();
      IndexerLoop rebuilding = loop(database.database(), local.chain(), true);
      runUntilReady(rebuilding);
      int rebuilt = database.dump("actor").get("actor").size();
      database.execute("insert into actor values ('0x0', 0, '', 0)");
      rebuilding.run();

      assertThat(kept).isEqualTo(1);
      assertThat(rebuilt).isZero();
      assertThat(database.dump("actor").get("actor")).hasSize(1);
    }
  }

  private static void runUntilReady(IndexerLoop loop) {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (loop.problem().isPresent()) {
      assertThat(System.nanoTime()).as(loop.problem().orElse("")).isLessThan(deadline);
      loop.run();
    }
  }

  private static IndexerLoop loop(Database database, ChainClient chain) {
    return loop(database, chain, false);
  }

  private static IndexerLoop loop(Database database, ChainClient chain, boolean isRebuildDue) {
    return new IndexerLoop(
        database,
        () ->
            new ChainIndexer(
                database, chain, local.deployment(), List.of(new RegistryProjection())),
        isRebuildDue);
  }

  private static ChainClient client(URI node, long chainId) {
    ChainSettings usual = local.chain().settings();
    return new ChainClient(
        new ChainSettings(
            node,
            chainId,
            usual.finality(),
            usual.maxFeePerGas(),
            usual.pollEvery(),
            usual.patience()));
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
