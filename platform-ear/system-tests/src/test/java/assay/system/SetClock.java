package assay.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * The clock of one child process, set while it runs by Debian's libfaketime: what the process takes
 * for the time of day, not how it measures durations.
 */
final class SetClock {

  private static final boolean REQUIRED = "1".equals(System.getenv("ASSAY_REQUIRE_TOOLS"));
  private static final Path LIBRARIES = Path.of("/usr/lib");

  private final Optional<Path> library;
  private final Path offset;

  private SetClock(Optional<Path> library, Path offset) {
    this.library = library;
    this.offset = offset;
  }

  /**
   * A clock that is wrong from the start.
   *
   * @param file where it is kept how much
   */
  static SetClock kept(Path file, String fromNow) throws IOException {
    SetClock clock = new SetClock(library(), file.toAbsolutePath());
    if (REQUIRED && clock.library.isEmpty()) {
      throw new IllegalStateException("libfaketime is missing; install the package faketime.");
    }
    clock.set(fromNow);
    return clock;
  }

  /** Whether this system can set a clock for one process. */
  boolean canBeSet() {
    return library.isPresent();
  }

  /** For the process that is to go by it. */
  Map<String, String> environment() {
    return library.map(this::environment).orElse(Map.of());
  }

  private Map<String, String> environment(Path file) {
    return Map.of(
        "LD_PRELOAD",
        file.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        offset.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // Else every timed wait of a JVM is over at once (0.9.10).
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /** Sets it, within a second, so far from the right time, such as {@code +3h} or {@code -1h}. */
  void set(String fromNow) throws IOException {
    Path next = offset.resolveSibling(offset.getFileName() + ".next");
    Files.writeString(next, fromNow + "\n");
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Optional<Path> library() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(LIBRARIES)) {
      for (Path folder : folders) {
        Path file = folder.resolve("faketime/libfaketimeMT.so.1");
        if (Files.exists(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }
}
