package assay.engine.dl4j;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.ModelSpec;
import assay.training.spec.TensorSpec;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Carries weights between Keras's layout and a network's parameters. */
final class KerasWeights {

  /** DL4J's names of the arrays that Keras calls otherwise. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "kernel", "W",
          "bias", "b",
          "gamma", "gamma",
          "beta", "beta",
          "moving_mean", "mean",
          "moving_variance", "var");

  private KerasWeights() {}

  static Weights from(ComputationGraph network, ModelSpec spec) {
    return new Weights(spec.tensors().stream().map(tensor -> read(network, tensor)).toList());
  }

  static void into(ComputationGraph network, Weights weights, ModelSpec spec) {
    weights.requireFit(spec);
    weights.tensors().forEach(tensor -> write(network, tensor));
  }

  private static Tensor read(ComputationGraph network, TensorSpec spec) {
    INDArray parameter = parameter(network, spec);
    INDArray keras = isConvolution(spec) ? parameter.permute(2, 3, 1, 0) : parameter;
    return Tensor.of(spec, keras.dup('c').data().asFloat());
  }

  private static void write(ComputationGraph network, Tensor tensor) {
    TensorSpec spec = tensor.spec();
    INDArray parameter = parameter(network, spec);
    INDArray flat = Nd4j.createFromArray(tensor.values());
    if (isConvolution(spec)) {
      long[] sizes = spec.shape().sizes().stream().mapToLong(Integer::longValue).toArray();
      parameter.assign(flat.reshape('c', sizes).permute(3, 2, 0, 1));
    } else {
      parameter.assign(flat.reshape('c', parameter.shape()));
    }
  }

  private static boolean isConvolution(TensorSpec spec) {
    return spec.shape().axes() == 4;
  }

  private static INDArray parameter(ComputationGraph network, TensorSpec spec) {
    return network.getLayer(spec.layer().value()).getParam(PARAMETERS.get(spec.role()));
  }
}
