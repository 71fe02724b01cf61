package assay.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class KerasGeluTest {

  @Test
  void shouldGiveTheSlopeOfItsOwnCurve() {
    Nd4jRuntime.prepareThread();
    float step = 1e-2f;

    for (float x = -4; x <= 4; x += 0.25f) {
      double slope = (value(x + step) - value(x - step)) / (2 * step);
      INDArray epsilon = Nd4j.createFromArray(new float[][] {{3}});
      INDArray gradient = new KerasGelu().backprop(at(x), epsilon).getFirst();
      assertThat(gradient.getDouble(0)).isCloseTo(3 * slope, within(1e-3));
    }
  }

  private static double value(float x) {
    return new KerasGelu().getActivation(at(x), false).getDouble(0);
  }

  private static INDArray at(float x) {
    return Nd4j.createFromArray(new float[][] {{x}});
  }
}
