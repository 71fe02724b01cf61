package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void nameTheFile() {
    path = folder.resolve("lines");
  }

  @Test
  void shouldHaveEachLineOnDiskWhenItReturns() throws IOException {
    try (FailingChannel disk = disk();
        LineFile file = new LineFile(disk)) {
      file.append("one");

      assertThat(disk.isOnDisk()).isTrue();
    }
    assertThat(path).hasContent("one\n");
  }

  @Test
  void shouldDropATornLastLineAndGoOnBehindTheGoodOnes() throws IOException {
    Files.writeString(path, "one\ntwo\nthr");

    try (LineFile file = LineFile.open(path)) {
      assertThat(file.lines()).containsExactly("one", "two");
      file.append("three");
      assertThat(file.lines()).containsExactly("one", "two", "three");
    }
    assertThat(path).hasContent("one\ntwo\nthree\n");
  }

  @Test
  void shouldLeaveNoHalfLineAndAppendNothingMoreOnceAWriteFailed() throws IOException {
    try (FailingChannel disk = disk();
        LineFile file = new LineFile(disk)) {
      file.append("one");
      disk.fillUp();

      assertThatThrownBy(() -> file.append("two")).hasMessageContaining("No space left");
      assertThatThrownBy(() -> file.append("two")).hasMessageContaining("written before");
    }
    assertThat(path).hasContent("one\n");
  }

  @Test
  void shouldRefuseASecondWriter() throws IOException {
    try (LineFile first = LineFile.open(path)) {
      assertThat(first.lines()).isEmpty();

      assertThatThrownBy(() -> LineFile.open(path)).isInstanceOf(FileInUseException.class);
    }
  }

  @Test
  void shouldBeReadableByItsOwnerAlone() throws IOException {
    LineFile.open(path).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  private FailingChannel disk() throws IOException {
    return new FailingChannel(
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }
}
