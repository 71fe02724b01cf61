package assay.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import org.junit.jupiter.api.Test;

class AveragingTest {

  private static final ModelSpec SMALL = Architectures.perceptron(64, 128, 10, 1);
  private static final ModelSpec LARGE = Architectures.leNet(Shape.of(28, 28, 1), 10, 1);
  private static final TrainingSettings TWO =
      TrainingSettings.of(1, 1).withBatchSize(64).withDevices(2);

  @Test
  void shouldAverageSeldomWhereAStepIsSmall() {
    assertThat(Averaging.every(SMALL, TWO, 1_000_000)).isEqualTo(275);
    assertThat(Averaging.every(LARGE, TWO, 1_000_000)).isEqualTo(1);
  }

  @Test
  void shouldAverageTwiceAnEpochAtLeast() {
    assertThat(Averaging.every(SMALL, TWO, 4096)).isEqualTo(16);
    assertThat(Averaging.every(SMALL, TWO, 300)).isEqualTo(1);
    assertThat(Averaging.every(SMALL, TWO, 1)).isEqualTo(1);
  }

  @Test
  void shouldAverageNothingWhereOneWorksAlone() {
    assertThat(Averaging.every(SMALL, TWO.withDevices(1), 4096)).isEqualTo(1);
  }
}
