package assay.training.federated.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

  private final Aggregation mean = new WeightedMean().begin(2);
  private final Intake intake = new Intake(2, mean);

  @ParameterizedTest
  @ValueSource(
      floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2e19f, -2e19f})
  void shouldGoOnWithoutAnUpdateThatNoTrainingGives(float wrong) {
    intake.offer(new Update("honest", new float[] {1, 2}, 1));
    intake.offer(new Update("broken", new float[] {1, wrong}, 1));

    assertThat(mean.result()).containsExactly(1, 2);
    assertThat(intake.accepted()).isEqualTo(1);
    assertThat(intake.refused())
        .containsExactly(new RefusedUpdate("broken", "Parameter 1 is " + wrong + "."));
  }

  @Test
  void shouldRefuseAnotherModelsUpdate() {
    intake.offer(new Update("other", new float[3], 1));

    assertThat(intake.refused())
        .containsExactly(new RefusedUpdate("other", "It has 3 parameters, the model 2."));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1e-10, 1e10, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRefuseAWeightThatNoSampleCountIs(double weight) {
    assertThat(intake.offer(new Update("heavy", new float[2], weight))).isFalse();
  }

  @Test
  void shouldCountNobodyTwice() {
    intake.offer(new Update("eager", new float[] {1, 1}, 1));

    assertThat(intake.offer(new Update("eager", new float[] {5, 5}, 1))).isFalse();
    assertThat(mean.result()).containsExactly(1, 1);
  }

  @Test
  void shouldNotOverflowWhereAllSendTheLargestThatIsTaken() {
    for (int client = 0; client < 1_000; client++) {
      intake.offer(new Update("client-" + client, new float[] {0x1p64f, -0x1p64f}, 0x1p32));
    }

    assertThat(mean.result()).containsExactly(0x1p64f, -0x1p64f);
  }

  @Test
  void shouldSayHowManyUpdatesARuleNeeds() {
    Aggregation krum = new Krum(3).begin(2);
    krum.accept(new Update("alone", new float[2], 1));

    assertThatThrownBy(krum::result)
        .isInstanceOf(AggregationRefusedException.class)
        .hasMessageContaining("at least 9 updates and got 1");
  }

  @Test
  void shouldRefuseTheMeanOfNothing() {
    assertThatThrownBy(mean::result).isInstanceOf(AggregationRefusedException.class);
  }
}
