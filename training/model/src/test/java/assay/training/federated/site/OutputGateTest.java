package assay.training.federated.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.federated.FederatedRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputGateTest {

  private static final OutputGate GATE = new OutputGate(2, 10);

  @Test
  void shouldLetAShortUpdateOutAsItIs() {
    float[] update = {6, 8};

    assertThat(GATE.pass(update)).isSameAs(update);
    assertThat(GATE.isTooLong(update)).isFalse();
  }

  @Test
  void shouldShortenALongOneToTheBoundAndKeepItsDirection() {
    float[] update = {30, 40};

    float[] passed = GATE.pass(update);

    assertThat(passed[0]).isCloseTo(6, within(1e-5f));
    assertThat(passed[1]).isCloseTo(8, within(1e-5f));
    assertThat(GATE.isTooLong(update)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void shouldLetNothingOutThatIsNotFinite(float bad) {
    assertThatThrownBy(() -> GATE.pass(new float[] {1, bad}))
        .isInstanceOf(FederatedRefusedException.class)
        .hasMessageContaining("not finite; nothing leaves");
  }

  @Test
  void shouldLetNothingOutOfAnotherLength() {
    assertThatThrownBy(() -> GATE.pass(new float[3]))
        .isInstanceOf(FederatedRefusedException.class)
        .hasMessageContaining("The update has 3 numbers, the model 2");
  }

  @Test
  void shouldRefuseABoundThatBindsNothing() {
    assertThatThrownBy(() -> new OutputGate(2, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new OutputGate(2, Double.NaN)).hasMessageContaining("above 0");
  }
}
