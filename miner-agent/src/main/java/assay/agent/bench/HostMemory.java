package assay.agent.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory that the machine has already. A virtual machine may report free pages to its host (Linux,
 * "free page reporting" of the virtio balloon): seconds after they were freed they are the host's,
 * and whoever writes to the page cache next waits until he has them back, several times as long as
 * for the writing itself.
 */
final class HostMemory {

  /** A turn writes its file, and keeps what it read. */
  private static final int FILES = 2;

  private HostMemory() {}

  /**
   * Frees as much as a turn with a file of so many megabytes could want, having used it a moment
   * before.
   *
   * @param folder where a scratch file of twice that length is for a moment
   */
  static void fetchFor(Path folder, int megabytes) throws IOException {
    byte[] step = new byte[1 << 20];
    Path scratch = Files.createTempFile(folder, "scratch", "");
    try (OutputStream out = Files.newOutputStream(scratch)) {
      for (int i = 0; i < FILES * megabytes; i++) {
        out.write(step);
      }
    } finally {
      Files.delete(scratch);
    }
  }
}
