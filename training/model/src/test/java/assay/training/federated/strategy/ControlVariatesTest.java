package assay.training.federated.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ControlVariatesTest {

  private static final Offset<Float> NEAR = within(1e-6f);

  private final ControlVariates controls = new ControlVariates(1, 4);

  @Test
  void shouldCorrectNothingInTheFirstRound() {
    assertThat(corrected(0)).isCloseTo(1, NEAR);
  }

  /**
   * A client that moved by -2 along a path of 0.5 met gradients of 4; one of four, it moves the
   * common one by 1.
   */
  @Test
  void shouldPutTheCommonGradientInPlaceOfTheOwn() {
    controls.learn(0, new float[] {-2}, 0.5);
    controls.endRound();

    assertThat(corrected(0)).as("gradient 1, less own 4, plus common 1").isCloseTo(-2, NEAR);
    assertThat(corrected(1)).as("gradient 1, plus common 1").isCloseTo(2, NEAR);
  }

  @Test
  void shouldMoveTheCommonVariateBetweenRoundsOnly() {
    controls.learn(0, new float[] {-2}, 0.5);

    assertThat(corrected(1)).isCloseTo(1, NEAR);
  }

  @Test
  void shouldTakeTheCorrectionOutOfWhatWasSeenOfTheGradient() {
    controls.learn(0, new float[] {-2}, 0.5);
    controls.endRound();
    controls.learn(0, new float[] {-0.5f}, 0.5);
    controls.endRound();

    assertThat(corrected(0)).as("own 4 - 1 + 1 = 4, common 1").isCloseTo(-2, NEAR);
  }

  private float corrected(int client) {
    float[] gradient = {1};
    controls.correction(client).correct(gradient, new float[1]);
    return gradient[0];
  }
}
