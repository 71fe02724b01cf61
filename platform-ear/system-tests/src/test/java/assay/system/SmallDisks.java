package assay.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders on real file systems of a few hundred KiB, in a mount namespace that a user makes without
 * root: only programs that are sent there see them, and they are gone when this is closed.
 */
final class SmallDisks implements AutoCloseable {

  private static final String BALLAST = "ballast";

  private final Process holder;

  private SmallDisks(Process holder) {
    this.holder = holder;
  }

  /** A namespace without any yet. */
  static SmallDisks open() throws IOException {
    Process holder =
        new ProcessBuilder("/usr/bin/unshare", "-rm", "/bin/sh", "-c", "echo; read wait").start();
    // It is there once it says a word; where it may not be there it ends without one.
    holder.getInputStream().read();
    return new SmallDisks(holder);
  }

  /** Whether this system lets a user have one over that folder. */
  static boolean arePossible(Path folder) throws IOException, InterruptedException {
    try (SmallDisks disks = open()) {
      disks.put(folder, 64);
      return true;
    } catch (IllegalStateException e) {
      System.err.println("Small disks are not tried here: " + e.getMessage());
      return false;
    }
  }

  /** Puts one in the place of an absolute folder; what that held before is there too. */
  void put(Path folder, int kibibytes) throws IOException, InterruptedException {
    List<String> mount =
        List.of("/bin/mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "none", "" + folder);
    int code = new ProcessBuilder(inFrontOf(mount)).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("A user may not mount file systems here.");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> !one.equals(folder)).toList()) {
        Files.copy(file, inside(file), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** The command, run where the small disks are. */
  List<String> inFrontOf(List<String> command) {
    List<String> enter =
        List.of(
            "/usr/bin/nsenter",
            "--target=" + holder.pid(),
            "--user",
            "--preserve-credentials",
            "--mount",
            "--wd");
    return Stream.concat(enter.stream(), command.stream()).toList();
  }

  /** Where this program finds what is there. */
  Path inside(Path path) {
    return Path.of("/proc", String.valueOf(holder.pid()), "root").resolve("." + path);
  }

  /** Leaves no room for anything more in that folder. */
  void fill(Path folder) throws IOException {
    try (OutputStream out = Files.newOutputStream(inside(folder).resolve(BALLAST))) {
      byte[] page = new byte[1 << 12];
      while (true) {
        out.write(page);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  /** Makes room again. */
  void free(Path folder) throws IOException {
    Files.delete(inside(folder).resolve(BALLAST));
  }

  @Override
  public void close() {
    holder.destroyForcibly();
  }
}
