package assay.agent.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** Files of bytes that nothing can pack, the same for the same seed. */
final class RandomFile {

  private RandomFile() {}

  static Path write(Path file, int megabytes, long seed) throws IOException {
    byte[] step = new byte[1 << 20];
    Random random = new Random(seed);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < megabytes; i++) {
        random.nextBytes(step);
        out.write(step);
      }
    }
    flush(file);
    return file;
  }

  /** Or whoever flushes next, while he is timed, waits for this file as well. */
  private static void flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
