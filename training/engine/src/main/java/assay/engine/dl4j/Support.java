package assay.engine.dl4j;

import assay.training.run.EngineRefusedException;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.spec.ActivationFunction;
import assay.training.spec.ConvolutionLayer;
import assay.training.spec.CoreLayer;
import assay.training.spec.Layer;
import assay.training.spec.LayerNode;
import assay.training.spec.MergingLayer;
import assay.training.spec.ModelSpec;
import assay.training.spec.NormalizationLayer;
import assay.training.spec.PoolingLayer;
import assay.training.spec.Shape;
import assay.training.spec.ShapingLayer;

/** What Deeplearning4j can build of a spec; the rest is refused by name, before any training. */
final class Support {

  private Support() {}

  static void require(ModelSpec spec) {
    Optimizers.requireSupport(spec.optimizer());
    spec.layers().forEach(node -> requireLayer(node, spec));
    Layer output = spec.output().layer();
    if (!(output instanceof CoreLayer.Dense) && !(output instanceof CoreLayer.Activation)) {
      throw refused(spec.output(), "the output must be Dense or Activation");
    }
  }

  private static void requireLayer(LayerNode node, ModelSpec spec) {
    Shape made = spec.shapeOf(node.name());
    if (!isKnown(node.layer()) || made.isSequence()) {
      throw refused(node, "Deeplearning4j lacks it");
    }
    if (node.layer().activation() == ActivationFunction.SOFTMAX && !made.isVector()) {
      throw refused(node, "softmax needs a vector");
    }
  }

  private static boolean isKnown(Layer layer) {
    return (layer instanceof CoreLayer && !(layer instanceof CoreLayer.Embedding))
        || layer instanceof ConvolutionLayer.Conv2D
        || layer instanceof PoolingLayer.OverPlaces
        || layer instanceof NormalizationLayer.BatchNormalization
        || layer instanceof ShapingLayer.Flatten
        || layer instanceof ShapingLayer.Reshape
        || layer instanceof MergingLayer;
  }

  private static EngineRefusedException refused(LayerNode node, String why) {
    return new EngineRefusedException(
        Reason.UNSUPPORTED_MODEL,
        "Layer '"
            + node.name()
            + "' ("
            + node.layer().className()
            + ") cannot be built by this engine: "
            + why
            + "; take another engine or another layer.");
  }
}
