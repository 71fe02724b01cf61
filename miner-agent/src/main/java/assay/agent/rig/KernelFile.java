package assay.agent.rig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the small files in which Linux tells of the machine. */
final class KernelFile {

  private static final int MOST_BYTES = 1 << 16;

  private KernelFile() {}

  /** The lines of its beginning; none where it is missing or refuses to be read. */
  static List<String> lines(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Its first line, or nothing. */
  static String line(Path file) {
    return lines(file).stream().findFirst().map(String::strip).orElse("");
  }
}
