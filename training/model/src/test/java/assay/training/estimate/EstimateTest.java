package assay.training.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import assay.chain.Wei;
import assay.training.benchmark.Figures;
import assay.training.benchmark.Kernel;
import assay.training.benchmark.Spread;
import assay.training.spec.Architectures;
import assay.training.spec.ModelEstimate;
import assay.training.spec.ModelSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EstimateTest {

  private static final ModelSpec SPEC = Architectures.perceptron(64, 128, 10, 1);

  @Test
  void shouldCountEverySampleOfEveryEpochOnce() {
    ResourceNeed need = ResourceNeed.of(SPEC, 1000, 40, 64);

    ModelEstimate estimate = ModelEstimate.of(SPEC, 64);
    assertThat(need.flops()).isEqualTo(3L * 2 * (64 * 128 + 128 * 10) * 1000 * 40);
    assertThat(need.peakBytes()).isEqualTo(estimate.trainingBytes());
  }

  @Test
  void shouldTellTimesBetweenTheFasterAndTheSlowerStep() {
    Map<Kernel, Spread> speeds = new EnumMap<>(Kernel.class);
    for (Kernel kernel : Kernel.values()) {
      speeds.put(kernel, new Spread(7, 7, 7));
    }
    speeds.put(Kernel.LENET, new Spread(90, 100, 110));
    speeds.put(Kernel.RESNET8, new Spread(20, 25, 30));

    TimeRange time = TimeRange.of(new ResourceNeed(2200, 1, 1, 1), new Figures(speeds));

    assertThat(time).isEqualTo(new TimeRange(Duration.ofSeconds(20), Duration.ofSeconds(110)));
  }

  @Test
  void shouldKeepToTheGasThatWasMeasured() throws Exception {
    Path measured = Path.of("..", "..", "docs", "benchmarks", "gas.json");
    JsonNode curve = new ObjectMapper().readTree(measured.toFile()).path("curve");

    assertThat(curve).isNotEmpty();
    for (JsonNode point : curve) {
      BountyGas gas = new BountyGas(point.path("submissions").asInt(), point.path("seats").asInt());
      assertThat(gas.gas())
          .as(point.toString())
          .isCloseTo(point.path("bounty").asLong(), withinPercentage(5));
    }
  }

  @Test
  void shouldPriceGas() {
    BountyGas gas = new BountyGas(1, 3);

    assertThat(gas.cost(Wei.of("2000000000"))).isEqualTo(Wei.of("6681666000000000"));
  }

  @Test
  void shouldRefuseWhatWasNeverMeasured() {
    assertThatThrownBy(() -> new BountyGas(0, 3)).hasMessageContaining("1 to 64 submissions");
    assertThatThrownBy(() -> new BountyGas(1, 16)).hasMessageContaining("3 to 15 seats");
    assertThatThrownBy(() -> ResourceNeed.of(SPEC, 0, 1, 1)).hasMessageContaining("1 or more");
  }
}
