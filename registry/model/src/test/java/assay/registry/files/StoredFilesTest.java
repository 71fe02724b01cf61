package assay.registry.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.content.Cid;
import assay.registry.content.ContentMissingException;
import assay.registry.content.DagContentStore;
import assay.registry.content.DirectoryWriter;
import assay.registry.content.InMemoryBlockStore;
import assay.registry.format.FormatRefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredFilesTest {

  private static final int LARGE = 3_000_000;

  private final InMemoryBlockStore blocks = new InMemoryBlockStore();
  private final AtomicLong moved = new AtomicLong();
  private final StoredFiles files = new StoredFiles(blocks, moved::addAndGet);
  @TempDir private Path folder;

  private Path tree() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree/a/b")).getParent().getParent();
    byte[] large = new byte[LARGE];
    new Random(1).nextBytes(large);
    Files.write(tree.resolve("a/b/large"), large);
    Files.writeString(tree.resolve("read me"), "hello");
    return tree;
  }

  private List<Path> names() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(Path::getFileName).sorted().toList();
    }
  }

  @Test
  void shouldBringAFolderInAndOut() throws IOException {
    Path tree = tree();

    Cid stored = files.put(tree);
    files.copy(stored, folder.resolve("copy"));

    assertThat(folder.resolve("copy/a/b/large")).hasSameBinaryContentAs(tree.resolve("a/b/large"));
    assertThat(folder.resolve("copy/read me")).hasContent("hello");
    assertThat(new DagContentStore(blocks).isPinned(stored)).isTrue();
    assertThat(moved.get()).isEqualTo(2L * (LARGE + "hello".length()));
    assertThat(names()).containsExactly(Path.of("copy"), Path.of("tree"));
  }

  @Test
  void shouldWriteOverNothing() throws IOException {
    Cid file = files.put(Files.writeString(folder.resolve("new"), "new"));
    Path old = Files.writeString(folder.resolve("old"), "old");

    assertThatThrownBy(() -> files.copy(file, old)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(old).hasContent("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C:\\windows", "nul*", "tab\there", "back\\slash"})
  void shouldWriteNothingOfADirectoryWithAnUnsafeName(String name) throws IOException {
    DirectoryWriter hostile = new DirectoryWriter(blocks);
    hostile.add("a/first", new ByteArrayInputStream(new byte[] {1}));
    hostile.add("b/" + name, new ByteArrayInputStream(new byte[] {2}));
    Cid directory = hostile.finish();

    assertThatThrownBy(() -> files.copy(directory, folder.resolve("copy")))
        .isInstanceOf(FormatRefusedException.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void shouldLeaveNothingHalfWritten() throws IOException {
    Cid stored = files.put(tree());
    DagContentStore content = new DagContentStore(blocks);
    blocks.remove(content.find(stored, "read me"));

    assertThatThrownBy(() -> files.copy(stored, folder.resolve("copy")))
        .isInstanceOf(ContentMissingException.class);
    assertThat(names()).containsExactly(Path.of("tree"));
  }

  @Test
  void shouldRefuseLinks() throws IOException {
    Path tree = tree();
    Files.createSymbolicLink(tree.resolve("link"), Path.of("/etc/passwd"));

    assertThatThrownBy(() -> files.put(tree)).isInstanceOf(FormatRefusedException.class);
  }
}
