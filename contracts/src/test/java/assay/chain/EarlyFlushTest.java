package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyFlushTest {

  private static final long ENOUGH = 32 << 20;

  @TempDir private Path folder;

  private FailingChannel disk;
  private EarlyFlush flush;

  @BeforeEach
  void openFile() throws IOException {
    disk =
        new FailingChannel(
            FileChannel.open(
                folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    flush = new EarlyFlush(disk);
    disk.write(ByteBuffer.wrap(new byte[] {1}));
  }

  @AfterEach
  void closeFile() throws IOException {
    disk.close();
  }

  @Test
  void shouldFlushBesideTheWriterOnceEnoughIsWritten() throws IOException {
    flush.wrote(ENOUGH);
    flush.stop();

    assertThat(disk.isOnDisk()).isTrue();
  }

  @Test
  void shouldLeaveAShortFileToTheEnd() throws IOException {
    flush.wrote(ENOUGH - 1);
    flush.stop();
    assertThat(disk.isOnDisk()).isFalse();

    flush.finish();

    assertThat(disk.isOnDisk()).isTrue();
  }

  @Test
  void shouldTellOfAnEarlyFlushThatFailed() throws IOException {
    disk.breakFlush();

    flush.wrote(ENOUGH);

    assertThatThrownBy(flush::finish)
        .isInstanceOf(IOException.class)
        .hasMessage("Input/output error");
  }
}
