package assay.training.federated.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.training.federated.data.DigitsData;
import assay.training.federated.data.Samples;
import assay.training.federated.model.SoftmaxRegression;
import org.junit.jupiter.api.Test;

class PrivateTrainingTest {

  private static final SoftmaxRegression MODEL = new SoftmaxRegression(64, 10);
  private static final Samples SAMPLES = new DigitsData(0).federation(20, 1).clients().get(0);

  @Test
  void shouldLetNoSampleMoveTheModelFartherThanTheClip() {
    Samples one = SAMPLES.select(0);

    assertThat(moved(one, 1e-6, 0.01f)).isCloseTo(0.01, within(1e-6));
    assertThat(moved(SAMPLES, 1e-6, 0.01f)).isLessThan(0.01);
  }

  @Test
  void shouldAddNoiseOfTheClipsSize() {
    double expected = 3 * 0.01 * Math.sqrt(MODEL.parameters()) / SAMPLES.size();

    assertThat(moved(SAMPLES, 3, 0.01f)).isCloseTo(expected, within(expected / 5));
  }

  private static double moved(Samples samples, double noise, float clip) {
    PrivateTraining training = new PrivateTraining(new SampledGaussian(1, noise), clip, 1, 1);
    double squares = 0;
    for (float value : training.train(MODEL, samples, 1)) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
