package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.content.Cid;
import assay.registry.content.ContentStoreServer;
import assay.registry.content.DiskBlockStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreCommandTest {

  private static final int WRONG_USAGE = 2;

  @TempDir private Path folder;
  private ContentStoreServer server;
  private Path tree;

  @BeforeEach
  void settle() throws IOException {
    server =
        ContentStoreServer.start(
            new DiskBlockStore(folder.resolve("served"), Clock.systemUTC()), 0);
    tree = Files.createDirectories(folder.resolve("tree/inner")).getParent();
    Files.writeString(tree.resolve("inner/hello"), "hello IPFS\n");
    Files.writeString(tree.resolve("other"), "other");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Said served(String... words) {
    return Said.by(words, "--store=" + server.uri());
  }

  private String added() {
    return served("store", "add", tree.toString()).out().strip();
  }

  @Test
  void shouldPutAFolderIntoAStoreAndTakeItOut() {
    String root = added();

    assertThat(served("store", "ls", root).out()).contains("  inner\n", "  other\n");
    assertThat(served("store", "ls", root + "/inner").out())
        .isEqualTo("bafkreicouv3sksjuzxb3rbb6rziy6duakk2aikegsmtqtz5rsuppjorxsa  hello\n");
    assertThat(served("store", "get", root, "--out=" + folder.resolve("copy")).code()).isZero();
    assertThat(folder.resolve("copy/inner/hello")).hasContent("hello IPFS\n");
  }

  @Test
  void shouldCarryContentToAnotherStoreAndKeepItThere() {
    String root = added();
    Path archive = folder.resolve("tree.car");
    Path other = folder.resolve("other");

    assertThat(served("store", "export", root, "--out=" + archive).code()).isZero();
    Said carried = Said.by(here("import", archive.toString()), "--blocks=" + other);
    Said collected = Said.by(here("gc", "--grace=PT0S"), "--blocks=" + other);

    assertThat(carried.out().strip()).isEqualTo(root);
    assertThat(collected.out()).isEqualTo("0 blocks, 0 bytes freed\n");
    assertThat(Said.by(here("ls", root), "--blocks=" + other).out()).contains("inner");
  }

  @Test
  void shouldFreeWhatNothingPins() throws IOException {
    Path blocks = folder.resolve("blocks");
    DiskBlockStore store = new DiskBlockStore(blocks, Clock.systemUTC());
    store.put(Cid.Codec.RAW, new byte[100]);

    assertThat(Said.by(here("gc"), "--blocks=" + blocks).out()).startsWith("0 blocks");
    assertThat(Said.by(here("gc", "--grace=PT0S"), "--blocks=" + blocks).out())
        .isEqualTo("1 blocks, 100 bytes freed\n");
    assertThat(Said.by(here("gc"), "--blocks=" + tree).err())
        .contains("is no block store's folder");
  }

  private static String[] here(String... words) {
    return Stream.concat(Stream.of("store"), Stream.of(words)).toArray(String[]::new);
  }

  @Test
  void shouldSayWhatIsNoIdentifier() {
    Said said = served("store", "ls", "hello");

    assertThat(said.code()).isEqualTo(WRONG_USAGE);
    assertThat(said.err()).contains("'hello' is not a CIDv1 in base32");
  }
}
