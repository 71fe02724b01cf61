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

  private HostMemory() {}

  /**
   * Frees as many megabytes as told, having used them a moment before.
   *
   * @param folder where a scratch file of that length is for a moment
   */
  static void fetch(Path folder, int megabytes) throws IOException {
    byte[] step = new byte[1 << 20];
    Path scratch = Files.createTempFile(folder, "scratch", "");
    try (OutputStream out = Files.newOutputStream(scratch)) {
      for (int i = 0; i < megabytes; i++) {
        out.write(step);
      }
    } finally {
      Files.delete(scratch);
    }
  }
}
