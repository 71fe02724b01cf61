package assay.engine.torch;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import assay.training.spec.TensorSpec;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A model's first weights by Keras's defaults: kernels uniform after Glorot and Bengio (2010),
 * scales and running variances 1, the rest 0. Stateless.
 */
final class FreshWeights {

  private FreshWeights() {}

  static Weights of(ModelSpec spec, RandomGenerator random) {
    return new Weights(spec.tensors().stream().map(tensor -> fresh(tensor, random)).toList());
  }

  private static Tensor fresh(TensorSpec spec, RandomGenerator random) {
    float[] values = new float[(int) spec.shape().elements()];
    switch (spec.role()) {
      case "gamma", "moving_variance" -> Arrays.fill(values, 1);
      case "bias", "beta", "moving_mean" -> Arrays.fill(values, 0);
      default -> fillUniform(values, glorot(spec.shape()), random);
    }
    return Tensor.of(spec, values);
  }

  /** The bound that keeps a signal's variance over a layer: the last two axes are in and out. */
  private static double glorot(Shape kernel) {
    int last = kernel.axes() - 1;
    double in = kernel.size(Math.max(0, last - 1));
    double out = kernel.size(last);
    double field = kernel.elements() / (in * out);
    return Math.sqrt(6 / (field * (in + out)));
  }

  private static void fillUniform(float[] values, double bound, RandomGenerator random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
  }
}
