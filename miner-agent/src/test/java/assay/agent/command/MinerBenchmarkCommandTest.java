package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.training.benchmark.Kernel;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures for real, as shortly as can be. */
class MinerBenchmarkCommandTest {

  @TempDir private Path folder;

  @Test
  void shouldMeasureEveryKernelOnBothEnginesAndDrawThem() throws Exception {
    Path svg = folder.resolve("roofline.svg");

    Heard heard =
        Heard.from(
            List.of(
                "miner",
                "benchmark",
                "--home=" + folder,
                "--workers=1",
                "--rounds=1",
                "--millis=1",
                "--svg=" + svg,
                "--json"));

    assertThat(heard.code()).as(heard.toString()).isZero();
    for (String engine : List.of("dl4j", "torch")) {
      JsonNode measured = heard.json().path("engines").path(engine);
      for (Kernel kernel : Kernel.values()) {
        assertThat(measured.path("flopsPerSecond").path(kernel.word()).path("median").asLong())
            .as("%s on %s", kernel, engine)
            .isGreaterThan(1_000_000);
      }
      assertThat(measured.path("score").path("median").asLong()).isPositive();
    }
    assertThat(Files.readString(svg)).contains("resnet8");
  }
}
