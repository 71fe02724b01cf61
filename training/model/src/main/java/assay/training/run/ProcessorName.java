package assay.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the machine's processor is called, for provenances: native libraries choose their kernels by
 * it, and other kernels round otherwise. Stateless.
 */
public final class ProcessorName {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String FIELD = "model name";
  private static final int LONGEST = 200;

  private ProcessorName() {}

  /** As Linux tells it; elsewhere the architecture's name. */
  public static String here() {
    if (!Files.isReadable(CPU_INFO)) {
      return System.getProperty("os.arch", "unknown");
    }
    try (Stream<String> lines = Files.lines(CPU_INFO, StandardCharsets.ISO_8859_1)) {
      return of(lines);
    } catch (IOException e) {
      throw new UncheckedIOException("The processor's name cannot be read.", e);
    }
  }

  /** The first name among the lines of {@code /proc/cpuinfo}. */
  static String of(Stream<String> lines) {
    return lines
        .filter(line -> line.startsWith(FIELD))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .filter(name -> !name.isEmpty())
        .map(name -> name.substring(0, Math.min(LONGEST, name.length())))
        .findFirst()
        .orElse(System.getProperty("os.arch", "unknown"));
  }
}
