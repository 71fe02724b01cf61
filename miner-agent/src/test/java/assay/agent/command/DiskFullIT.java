package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose files the system refuses to let grow, as a full disk does. */
@Timeout(120)
final class DiskFullIT {

  private static final int FAILED = 1;
  private static final int UNREACHABLE = 4;
  private static final int KIBIBYTES = 700;

  @TempDir private Path folder;
  private Path plain;

  @BeforeEach
  void write() throws IOException {
    byte[] bytes = new byte[3 << 20];
    new Random(1).nextBytes(bytes);
    plain = Files.write(folder.resolve("plain.bin"), bytes);
  }

  /** A command of a process that may write no file longer than that. */
  private record Ended(int code, String said) {}

  private static Ended assay(String limit, String... words) throws Exception {
    String command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx200m",
                    "-XX:-UsePerfData",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()),
                Stream.of(words))
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Process process =
        new ProcessBuilder(List.of("bash", "-c", "ulimit -f " + limit + "; exec " + command))
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
      return new Ended(process.exitValue(), said);
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> names(Path in) throws IOException {
    try (Stream<Path> files = Files.walk(in)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void shouldSealNothingHalfAndGoOnWhenThereIsRoom() throws Exception {
    Path out = folder.resolve("sealed");
    String[] seal = {"dataset", "seal", plain.toString(), "--out", out.toString()};

    Ended full = assay(String.valueOf(KIBIBYTES), seal);

    assertThat(full.code()).isEqualTo(FAILED);
    assertThat(full.said())
        .contains("cannot be read or written")
        .contains(out.resolve("payload.age").toString())
        .doesNotContain("\tat ");
    assertThat(names(out)).containsExactly("version-identity.txt");
    assertThat(assay("unlimited", seal).code()).isZero();
    assertThat(names(out)).contains("manifest.json", "payload.age");
  }

  @Test
  void shouldStoreNothingHalfAndGoOnWhenThereIsRoom() throws Exception {
    Path blocks = folder.resolve("blocks");
    String[] add = {"store", "add", plain.toString(), "--blocks", blocks.toString()};

    Ended full = assay(String.valueOf(KIBIBYTES), add);

    assertThat(full.code()).isEqualTo(UNREACHABLE);
    assertThat(full.said()).contains("cannot be written").contains("check disk and rights");
    assertThat(names(blocks)).isEmpty();
    Ended again = assay("unlimited", add);
    assertThat(again.code()).isZero();
    assertThat(names(blocks)).contains(again.said().strip());
  }
}
