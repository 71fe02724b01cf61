package assay.engine.torch;

import assay.training.spec.ActivationFunction;
import assay.training.spec.Layer;
import assay.training.spec.LayerNode;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A spec's layers as operations on batches, one to one. Images lie channels first. */
final class Layers {

  private final ModelSpec spec;
  private final Parameters parameters;

  Layers(ModelSpec spec, Parameters parameters) {
    this.spec = spec;
    this.parameters = parameters;
  }

  Operation operation(LayerNode node) {
    Shape input = spec.shapeOf(node.inbound().get(0));
    Shape output = spec.shapeOf(node.name());
    Layer layer = node.layer();
    if (layer instanceof Layer.Dense dense) {
      return dense(node, dense);
    } else if (layer instanceof Layer.Conv2D conv) {
      return Windows.convolution(conv, node.name(), input, output, parameters);
    } else if (layer instanceof Layer.MaxPooling2D pooling) {
      return Windows.maximum(pooling.window(), input, output);
    } else if (layer instanceof Layer.AveragePooling2D pooling) {
      return Windows.average(pooling.window(), input, output);
    } else if (layer instanceof Layer.BatchNormalization norm) {
      return new Normalization(norm, node.name(), parameters);
    } else if (layer instanceof Layer.Activation activation) {
      ActivationFunction function = function(node, activation.function());
      return (inputs, pass) -> Activations.apply(function, inputs.get(0), 1);
    } else if (layer instanceof Layer.Dropout dropout) {
      return (inputs, pass) -> forget(inputs.get(0), dropout.rate(), pass);
    } else if (layer instanceof Layer.Flatten || layer instanceof Layer.Reshape) {
      return (inputs, pass) -> reshape(inputs.get(0), input, output);
    } else if (layer instanceof Layer.Rescaling rescaling) {
      return (inputs, pass) -> rescale(inputs.get(0), rescaling);
    } else if (layer instanceof Layer.Add) {
      return (inputs, pass) -> inputs.stream().reduce(Tensor::add).orElseThrow();
    }
    return (inputs, pass) -> torch.cat(new TensorVector(inputs.toArray(new Tensor[0])), 1);
  }

  private Operation dense(LayerNode node, Layer.Dense dense) {
    Tensor kernel = parameters.get(node.name(), "kernel");
    ActivationFunction function = function(node, dense.activation());
    return (inputs, pass) -> {
      Tensor sums =
          parameters
              .find(node.name(), "bias")
              .map(bias -> torch.addmm(bias, inputs.get(0), kernel))
              .orElseGet(() -> inputs.get(0).mm(kernel));
      return Activations.apply(function, sums, 1);
    };
  }

  /** The loss takes the output's softmax upon itself: together they lose fewer digits. */
  private ActivationFunction function(LayerNode node, ActivationFunction function) {
    boolean isInLoss = node.equals(spec.output()) && Losses.includesSoftmax(spec.loss());
    return isInLoss ? ActivationFunction.LINEAR : function;
  }

  private static Tensor forget(Tensor input, double rate, Pass pass) {
    if (pass.chance().isEmpty() || rate == 0) {
      return input;
    }
    Tensor kept = torch.empty_like(input);
    kept.bernoulli_(1 - rate, new GeneratorOptional(pass.chance().get()));
    return input.mul(kept.div_(new Scalar(1 - rate)));
  }

  private static Tensor rescale(Tensor input, Layer.Rescaling rescaling) {
    Tensor scaled = input.mul(new Scalar(rescaling.scale()));
    return rescaling.offset() == 0 ? scaled : scaled.add(new Scalar(rescaling.offset()));
  }

  /** In Keras's order of elements: rows, columns, channels. */
  private static Tensor reshape(Tensor input, Shape from, Shape to) {
    Tensor keras = from.isImage() ? input.permute(0, 2, 3, 1) : input;
    long[] sizes =
        LongStream.concat(
                LongStream.of(input.size(0)), to.sizes().stream().mapToLong(Integer::longValue))
            .toArray();
    Tensor reshaped = keras.reshape(sizes);
    return to.isImage() ? reshaped.permute(0, 3, 1, 2) : reshaped;
  }
}
