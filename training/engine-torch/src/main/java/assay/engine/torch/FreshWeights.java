package assay.engine.torch;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.Layer;
import assay.training.spec.ModelSpec;
import assay.training.spec.RecurrentLayer;
import assay.training.spec.Shape;
import assay.training.spec.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A model's first weights by Keras's defaults: kernels uniform after Glorot and Bengio (2010),
 * recurrent ones too, which Keras draws orthogonal; tables within 0.05; scales, running variances
 * and forget gates 1, the rest 0. Stateless.
 */
final class FreshWeights {

  private static final double TABLE = 0.05;
  private static final Set<String> ONES = Set.of("gamma", "moving_variance");

  private FreshWeights() {}

  static Weights of(ModelSpec spec, RandomGenerator random) {
    List<Tensor> tensors = spec.tensors().stream().map(tensor -> fresh(tensor, random)).toList();
    return withOpenForgetGates(spec, tensors);
  }

  private static Tensor fresh(TensorSpec spec, RandomGenerator random) {
    float[] values = new float[(int) spec.shape().elements()];
    if (spec.isKernel()) {
      fillUniform(values, glorot(spec.shape()), random);
    } else if (spec.role().equals("embeddings")) {
      fillUniform(values, TABLE, random);
    } else if (ONES.contains(spec.role())) {
      Arrays.fill(values, 1);
    }
    return Tensor.of(spec, values);
  }

  /** An LSTM begins by remembering: the second quarter of its bias is the forget gate's. */
  private static Weights withOpenForgetGates(ModelSpec spec, List<Tensor> tensors) {
    return new Weights(
        tensors.stream()
            .map(tensor -> isLstmBias(spec, tensor.spec()) ? opened(tensor) : tensor)
            .toList());
  }

  private static boolean isLstmBias(ModelSpec spec, TensorSpec tensor) {
    return tensor.role().endsWith("bias")
        && spec.layers().stream()
            .filter(node -> node.name().equals(tensor.layer()))
            .anyMatch(node -> isLstm(node.layer()));
  }

  private static boolean isLstm(Layer layer) {
    return layer instanceof RecurrentLayer.LSTM
        || (layer instanceof RecurrentLayer.Bidirectional both && isLstm(both.layer()));
  }

  private static Tensor opened(Tensor bias) {
    float[] values = bias.values();
    Arrays.fill(values, values.length / 4, values.length / 2, 1);
    return Tensor.of(bias.spec(), values);
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
