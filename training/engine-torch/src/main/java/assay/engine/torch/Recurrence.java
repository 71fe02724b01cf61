package assay.engine.torch;

import assay.training.spec.ActivationFunction;
import assay.training.spec.LayerName;
import assay.training.spec.RecurrentLayer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Recurrent layers over sequences {@code [sample, time, feature]}. LibTorch's gates stand in
 * Keras's order; its kernels are the transposes, and its second bias stays zero.
 */
final class Recurrence {

  private final LayerName name;
  private final Parameters parameters;

  Recurrence(LayerName name, Parameters parameters) {
    this.name = name;
    this.parameters = parameters;
  }

  Operation operation(RecurrentLayer layer) {
    if (layer instanceof RecurrentLayer.Bidirectional both) {
      return (inputs, pass) -> both(inputs.get(0), both, pass);
    }
    RecurrentLayer.OneWay one = (RecurrentLayer.OneWay) layer;
    return (inputs, pass) -> kept(one, steps(inputs.get(0), one, "", pass));
  }

  private Tensor both(Tensor input, RecurrentLayer.Bidirectional both, Pass pass) {
    RecurrentLayer.OneWay layer = both.layer();
    Tensor forward = kept(layer, steps(input, layer, "forward_", pass));
    Tensor turned = kept(layer, steps(input.flip(1), layer, "backward_", pass));
    Tensor backward = layer.returnSequences() ? turned.flip(1) : turned;
    return switch (both.mergeMode()) {
      case CONCAT -> torch.cat(new TensorVector(forward, backward), forward.dim() - 1);
      case SUM -> forward.add(backward);
      case MULTIPLY -> forward.mul(backward);
      case AVERAGE -> forward.add(backward).div(new Scalar(2.0));
    };
  }

  private static Tensor kept(RecurrentLayer.OneWay layer, Tensor steps) {
    return layer.returnSequences() ? steps : steps.select(1, steps.size(1) - 1);
  }

  private Tensor steps(Tensor input, RecurrentLayer.OneWay layer, String direction, Pass pass) {
    Tensor bias = parameters.get(name, direction + "bias");
    TensorVector weights =
        new TensorVector(
            parameters.get(name, direction + "kernel").t(),
            parameters.get(name, direction + "recurrent_kernel").t(),
            bias,
            torch.zeros_like(bias));
    Tensor nothing = torch.zeros(1, input.size(0), layer.units()).to(input);
    boolean learns = pass.isLearning();
    if (layer instanceof RecurrentLayer.LSTM) {
      TensorVector begin = new TensorVector(nothing, nothing);
      return torch.lstm(input, begin, weights, true, 1, 0, learns, false, true).get0();
    }
    return layer.activation() == ActivationFunction.RELU
        ? torch.rnn_relu(input, nothing, weights, true, 1, 0, learns, false, true).get0()
        : torch.rnn_tanh(input, nothing, weights, true, 1, 0, learns, false, true).get0();
  }
}
