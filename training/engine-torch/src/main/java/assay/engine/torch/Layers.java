package assay.engine.torch;

import assay.training.run.EngineRefusedException;
import assay.training.spec.ActivationFunction;
import assay.training.spec.ConvolutionLayer;
import assay.training.spec.CoreLayer;
import assay.training.spec.Layer;
import assay.training.spec.LayerNode;
import assay.training.spec.MergingLayer;
import assay.training.spec.ModelSpec;
import assay.training.spec.NormalizationLayer;
import assay.training.spec.PoolingLayer;
import assay.training.spec.RecurrentLayer;
import assay.training.spec.Shape;
import assay.training.spec.ShapingLayer;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A spec's layers as operations on batches, one to one. */
final class Layers {

  private final ModelSpec spec;
  private final Parameters parameters;

  Layers(ModelSpec spec, Parameters parameters) {
    this.spec = spec;
    this.parameters = parameters;
  }

  Operation operation(LayerNode node) {
    Shape in = spec.shapeOf(node.inbound().get(0));
    Shape out = spec.shapeOf(node.name());
    Layer layer = node.layer();
    if (layer instanceof CoreLayer core) {
      return core(node, core);
    } else if (layer instanceof ConvolutionLayer conv) {
      Operation sums = new Convolutions(node.name(), parameters).operation(conv, in, out);
      return activated(node, sums);
    } else if (layer instanceof PoolingLayer pooling) {
      return Windows.pooling(pooling, in, out);
    } else if (layer instanceof NormalizationLayer norm) {
      return normalization(node, norm, in);
    } else if (layer instanceof RecurrentLayer recurrent) {
      return new Recurrence(node.name(), parameters).operation(recurrent);
    } else if (layer instanceof ShapingLayer.UpSampling2D) {
      return (inputs, pass) -> torch.upsample_nearest2d(inputs.get(0), out.size(0), out.size(1));
    } else if (layer instanceof ShapingLayer) {
      return (inputs, pass) -> reshape(inputs.get(0), in, out);
    } else if (layer instanceof MergingLayer.Add) {
      return (inputs, pass) -> inputs.stream().reduce(Tensor::add).orElseThrow();
    } else if (layer instanceof MergingLayer.Concatenate) {
      return (inputs, pass) ->
          torch.cat(new TensorVector(inputs.toArray(new Tensor[0])), Axes.channels(out));
    }
    throw refused(node);
  }

  private Operation core(LayerNode node, CoreLayer layer) {
    if (layer instanceof CoreLayer.Dense) {
      return activated(node, dense(node));
    } else if (layer instanceof CoreLayer.Activation) {
      return activated(node, (inputs, pass) -> inputs.get(0));
    } else if (layer instanceof CoreLayer.Dropout dropout) {
      return (inputs, pass) -> forget(inputs.get(0), dropout.rate(), pass);
    } else if (layer instanceof CoreLayer.Rescaling rescaling) {
      return (inputs, pass) -> rescale(inputs.get(0), rescaling);
    } else if (layer instanceof CoreLayer.Embedding) {
      Tensor table = parameters.get(node.name(), "embeddings");
      return (inputs, pass) -> torch.embedding(table, inputs.get(0).to(torch.ScalarType.Long));
    }
    throw refused(node);
  }

  private static EngineRefusedException refused(LayerNode node) {
    return new EngineRefusedException(
        EngineRefusedException.Reason.UNSUPPORTED_MODEL,
        "Layer '%s' (%s) cannot be built by the engine 'torch'; use the engine 'dl4j'."
            .formatted(node.name(), node.layer().className()));
  }

  private Operation normalization(LayerNode node, NormalizationLayer layer, Shape shape) {
    return layer instanceof NormalizationLayer.BatchNormalization norm
        ? new BatchNormalization(norm, node.name(), parameters)
        : new LayerNormalization(
            (NormalizationLayer.LayerNormalization) layer, node.name(), shape, parameters);
  }

  private Operation activated(LayerNode node, Operation sums) {
    ActivationFunction function = function(node);
    long axis = Axes.channels(spec.shapeOf(node.name()));
    return (inputs, pass) -> Activations.apply(function, sums.apply(inputs, pass), axis);
  }

  /** The loss takes the output's softmax upon itself: together they lose fewer digits. */
  private ActivationFunction function(LayerNode node) {
    boolean isInLoss = node.equals(spec.output()) && Losses.includesSoftmax(spec.loss());
    return isInLoss ? ActivationFunction.LINEAR : node.layer().activation();
  }

  private Operation dense(LayerNode node) {
    Tensor kernel = parameters.get(node.name(), "kernel");
    return (inputs, pass) ->
        parameters
            .find(node.name(), "bias")
            .map(bias -> torch.addmm(bias, inputs.get(0), kernel))
            .orElseGet(() -> inputs.get(0).mm(kernel));
  }

  private static Tensor forget(Tensor input, double rate, Pass pass) {
    if (pass.chance().isEmpty() || rate == 0) {
      return input;
    }
    Tensor kept = torch.empty_like(input);
    kept.bernoulli_(1 - rate, new GeneratorOptional(pass.chance().get()));
    return input.mul(kept.div_(new Scalar(1 - rate)));
  }

  private static Tensor rescale(Tensor input, CoreLayer.Rescaling rescaling) {
    Tensor scaled = input.mul(new Scalar(rescaling.scale()));
    return rescaling.offset() == 0 ? scaled : scaled.add(new Scalar(rescaling.offset()));
  }

  /** In Keras's order of elements. */
  private static Tensor reshape(Tensor input, Shape from, Shape to) {
    Tensor keras = Axes.toKeras(input, from);
    return Axes.fromKeras(keras.reshape(Axes.keras(input.size(0), to)), to);
  }
}
