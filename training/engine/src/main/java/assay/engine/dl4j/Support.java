package assay.engine.dl4j;

import assay.training.run.EngineRefusedException;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.run.LearningSchedule;
import assay.training.spec.ActivationFunction;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.ModelSpec;
import assay.training.spec.NormalizationLayer;

/** What Deeplearning4j can build of a spec; the rest is refused by name, before any training. */
final class Support {

  private Support() {}

  static void require(ModelSpec spec) {
    Optimizers.requireSupport(spec.optimizer(), new LearningSchedule.Constant());
    if (spec.loss() == Loss.HUBER) {
      throw refused(
          spec.output(), "Deeplearning4j 1.0.0-M2.1 lacks the loss huber; use mean_absolute_error");
    }
    spec.layers().forEach(node -> requireLayer(node, spec));
  }

  private static void requireLayer(LayerNode node, ModelSpec spec) {
    if (node.layer() instanceof NormalizationLayer.LayerNormalization) {
      throw refused(node, "Deeplearning4j 1.0.0-M2.1 has no such layer; use BatchNormalization");
    }
    boolean isSoftmax = node.layer().activation() == ActivationFunction.SOFTMAX;
    boolean isPlain = spec.shapeOf(node.name()).isVector() || node.equals(spec.output());
    if (isSoftmax && !isPlain) {
      throw refused(node, "inside the graph its softmax needs a vector; only the output's may not");
    }
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
            + ", or take another engine.");
  }
}
