package assay.registry.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.Cid.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskBlockStoreTest extends BlockStoreContract {

  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

  @TempDir private Path folder;

  @Override
  protected DiskBlockStore store() {
    return new DiskBlockStore(folder, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Path fileOf(Cid cid) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("blocks"))) {
      return files.filter(file -> file.endsWith(cid.text())).findFirst().orElseThrow();
    }
  }

  @Test
  void shouldShareTheFolderWithAnotherStore() {
    Cid cid = store().put(Codec.RAW, new byte[] {1, 2, 3});
    store().pin(cid);

    assertThat(store().get(cid)).containsExactly(1, 2, 3);
    assertThat(store().isPinned(cid)).isTrue();
  }

  @Test
  void shouldRefuseAFlippedBitAndMendItWhenPutAgain() throws IOException {
    Cid cid = store().put(Codec.RAW, new byte[] {1, 2, 3});
    Files.write(fileOf(cid), new byte[] {1, 2, 2});

    assertThatThrownBy(() -> store().get(cid))
        .isInstanceOf(ContentCorruptException.class)
        .hasMessageContaining(cid.text());

    store().put(Codec.RAW, new byte[] {1, 2, 3});

    assertThat(store().get(cid)).containsExactly(1, 2, 3);
  }

  @Test
  void shouldLetManyWritersPutTheSameBlocksAtOnce() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(4);
    List<Future<?>> work = new ArrayList<>();

    for (int writer = 0; writer < 4; writer++) {
      DiskBlockStore store = store();
      work.add(
          writers.submit(
              () -> {
                for (int i = 0; i < 50; i++) {
                  store.get(store.put(Codec.RAW, new byte[] {(byte) i}));
                }
              }));
    }
    for (Future<?> part : work) {
      part.get();
    }
    writers.shutdown();

    assertThat(folder.resolve("unfinished")).isEmptyDirectory();
  }

  @Test
  void shouldClearWhatAKilledWriterLeftADayAgoAndSpareTheRest() throws IOException {
    Cid unfinished = store().put(Codec.RAW, new byte[] {9});
    Path old = Files.createFile(folder.resolve("unfinished/old.part"));
    Path young = Files.createFile(folder.resolve("unfinished/young.part"));
    Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(90_000)));
    Files.setLastModifiedTime(young, FileTime.from(NOW.minusSeconds(60)));

    DiskBlockStore store = store();

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(store.has(unfinished)).isTrue();
  }

  @Test
  void shouldSayWhichFolderCannotBeUsed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new DiskBlockStore(file, Clock.systemUTC()))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void shouldReadAFolderWithoutWritingThere() throws IOException {
    Cid cid = store().put(Codec.RAW, new byte[] {1, 2, 3});
    store().pin(cid);
    Files.delete(folder.resolve("unfinished"));
    List<Path> before = files();

    BlockStore reading = DiskBlockStore.readOnly(folder);

    assertThat(reading.get(cid)).containsExactly(1, 2, 3);
    assertThat(reading.has(cid)).isTrue();
    assertThat(reading.isPinned(cid)).isTrue();
    assertThatThrownBy(() -> reading.put(Codec.RAW, new byte[] {4}))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("for reading alone");
    assertThatThrownBy(() -> reading.pin(cid)).isInstanceOf(StoreRefusedException.class);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void shouldNotReadAFolderThatIsNoStores() throws IOException {
    Files.createDirectories(folder.resolve("network/content/blocks"));
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> DiskBlockStore.readOnly(empty))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("there is no folder 'blocks' in it")
        .hasMessageContaining("FOLDER/content");
    assertThatThrownBy(() -> DiskBlockStore.readOnly(folder.resolve("network")))
        .hasMessageEndingWith("give " + folder.resolve("network/content") + ".");
    assertThatThrownBy(() -> DiskBlockStore.readOnly(folder.resolve("network/content/blocks")))
        .hasMessageEndingWith("give " + folder.resolve("network/content") + ".");
    assertThat(empty).isEmptyDirectory();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }
}
