package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A federation as large as the simulation promises, in a process with the launcher's heap. */
@Tag("release")
class FederatedScaleIT {

  private static final long TWO_GIGABYTES = 2_000_000_000;
  private static final int ROUNDS = 200;

  @TempDir private Path folder;

  @Test
  void shouldTrainTenThousandClientsInOneProcessOfTwoGigabytes() throws Exception {
    Path out = folder.resolve("rounds.json");
    Process process =
        new ProcessBuilder(command())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("progress").toFile())
            .start();
    long peak = 0;
    try {
      while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peakBytes(process.pid()));
      }
    } finally {
      process.destroyForcibly();
    }

    JsonNode rounds = new ObjectMapper().readTree(out.toFile()).path("rounds");
    System.out.printf(
        "10 000 clients: %d rounds, %d MB at most.%n", rounds.size(), peak / 1_000_000);
    assertThat(rounds).hasSize(ROUNDS);
    assertThat(rounds).allMatch(round -> round.path("accepted").asInt() == 10);
    assertThat(rounds.path(ROUNDS - 1).path("trainLoss").asDouble())
        .isLessThan(rounds.path(0).path("trainLoss").asDouble());
    assertThat(peak).isPositive().isLessThan(TWO_GIGABYTES);
  }

  /** As the launcher starts it. */
  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xms32m",
        "-Xmx1700m",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName(),
        "federated",
        "simulate",
        "--data=synthetic",
        "--clients=10000",
        "--per-round=10",
        "--rounds=" + ROUNDS,
        "--learning-rate=0.01",
        "--batch=10",
        "--epochs=20",
        "--json");
  }

  private static long peakBytes(long pid) throws IOException {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      if (Files.exists(status)) {
        throw e;
      }
      return 0;
    }
  }
}
