package assay.engine.dl4j;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.LayerName;
import assay.training.spec.ModelSpec;
import assay.training.spec.RecurrentLayer;
import assay.training.spec.TensorSpec;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Carries weights between Keras's layout and a network's parameters. */
final class KerasWeights {

  /** DL4J's names of the arrays that Keras calls otherwise. */
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("kernel", "W"),
          Map.entry("recurrent_kernel", "RW"),
          Map.entry("depthwise_kernel", "W"),
          Map.entry("pointwise_kernel", "pW"),
          Map.entry("embeddings", "W"),
          Map.entry("bias", "b"),
          Map.entry("gamma", "gamma"),
          Map.entry("beta", "beta"),
          Map.entry("moving_mean", "mean"),
          Map.entry("moving_variance", "var"));

  private static final String FORWARD = "forward_";
  private static final String BACKWARD = "backward_";

  private final ComputationGraph network;

  /** Layers whose columns are gates. */
  private final Set<LayerName> gated;

  private KerasWeights(ComputationGraph network, ModelSpec spec) {
    this.network = network;
    this.gated =
        spec.layers().stream()
            .filter(
                node ->
                    node.layer() instanceof RecurrentLayer.LSTM
                        || (node.layer() instanceof RecurrentLayer.Bidirectional both
                            && both.layer() instanceof RecurrentLayer.LSTM))
            .map(node -> node.name())
            .collect(Collectors.toUnmodifiableSet());
  }

  static Weights from(ComputationGraph network, ModelSpec spec) {
    KerasWeights weights = new KerasWeights(network, spec);
    return new Weights(spec.tensors().stream().map(weights::read).toList());
  }

  static void into(ComputationGraph network, Weights weights, ModelSpec spec) {
    weights.requireFit(spec);
    weights.tensors().forEach(new KerasWeights(network, spec)::write);
  }

  private Tensor read(TensorSpec tensor) {
    float[] values = NativeFloats.floats(axesToKeras(parameter(tensor)));
    return Tensor.of(
        tensor,
        gated.contains(tensor.layer()) ? GateOrder.toKeras(values, columns(tensor)) : values);
  }

  private void write(Tensor tensor) {
    TensorSpec spec = tensor.spec();
    float[] values = tensor.values();
    boolean isGated = gated.contains(spec.layer());
    INDArray flat =
        Nd4j.createFromArray(isGated ? GateOrder.fromKeras(values, columns(spec)) : values);
    INDArray parameter = parameter(spec);
    parameter.assign(axesFromKeras(flat, spec).reshape('c', parameter.shape()));
  }

  /** Kernels of images are [height, width, in, out] there, the reverse of planes here. */
  private static INDArray axesToKeras(INDArray parameter) {
    return parameter.rank() == 4 ? parameter.permute(2, 3, 1, 0) : parameter;
  }

  private static INDArray axesFromKeras(INDArray flat, TensorSpec tensor) {
    long[] sizes = tensor.shape().sizes().stream().mapToLong(Integer::longValue).toArray();
    return switch (sizes.length) {
      case 4 -> flat.reshape('c', sizes).permute(3, 2, 0, 1).dup('c');
      case 3 -> flat.reshape('c', sizes).permute(2, 1, 0).dup('c');
      default -> flat;
    };
  }

  private static int columns(TensorSpec tensor) {
    return tensor.shape().channels();
  }

  private INDArray parameter(TensorSpec tensor) {
    String role = tensor.role();
    String layer = tensor.layer().value();
    if (role.startsWith(FORWARD)) {
      role = role.substring(FORWARD.length());
      layer = layer + Recurrence.FORWARD;
    } else if (role.startsWith(BACKWARD)) {
      role = role.substring(BACKWARD.length());
      layer = layer + Recurrence.BACKWARD;
    }
    return network.getLayer(layer).getParam(PARAMETERS.get(role));
  }
}
