package assay.training.federated.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.training.federated.data.Samples;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients written by hand against differences of the loss. */
class GradientTest {

  private static final long SEED = 3;
  private static final float STEP = 1e-2f;

  static List<FlatModel> models() {
    return List.of(new SoftmaxRegression(7, 4), Perceptron.of(7, 9, 4));
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldPointWhereTheLossRises(FlatModel model) {
    Random random = new Random(SEED);
    Samples samples = samples(random);
    float[] parameters = new float[model.parameters()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextGaussian();
    }
    float[] gradient = new float[parameters.length];

    model.gradient(parameters, Batch.all(samples), gradient);

    for (int i = 0; i < parameters.length; i++) {
      double slope =
          (loss(model, parameters, i, STEP, samples) - loss(model, parameters, i, -STEP, samples))
              / (2 * STEP);
      assertThat((double) gradient[i])
          .as("seed %d, parameter %d", SEED, i)
          .isCloseTo(slope, within(2e-3));
    }
  }

  private static double loss(
      FlatModel model, float[] parameters, int place, float step, Samples samples) {
    float[] moved = parameters.clone();
    moved[place] += step;
    return model.evaluate(moved, samples).loss();
  }

  private static Samples samples(Random random) {
    float[] values = new float[6 * 7];
    int[] labels = new int[6];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 5 == 0 ? 0 : (float) random.nextGaussian();
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 4;
    }
    return new Samples(7, 4, values, labels);
  }
}
