package assay.system;

import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.Checkpoints;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.run.SoftmaxRegressionEngine;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.Layer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.util.List;

/** Specs that the plain Java engine trains in a moment; the evaluators score them with DL4J. */
final class Models {

  private Models() {}

  /** Softmax regression on the digits. */
  static ModelSpec softmax(String outputName) {
    return new ModelSpec(
        Shape.of(64),
        List.of(
            node("scale", new CoreLayer.Rescaling(1 / 16.0, 0), "input"),
            node(outputName, new CoreLayer.Dense(10, ActivationFunction.SOFTMAX, true), "scale")),
        Loss.CATEGORICAL_CROSSENTROPY,
        new Optimizer.Sgd(0.3, 0, false),
        List.of(Metric.ACCURACY));
  }

  /** A checkpoint trained on an owner's third of the digits, as the archive that is sealed. */
  static byte[] trained(ModelSpec spec, long seed) {
    LabelledData training = Digits.load().owners().get(0);
    TrainingJob job = new TrainingJob(spec, training, training, TrainingSettings.of(20, seed));
    TrainingEngine engine = new SoftmaxRegressionEngine(System::nanoTime);
    TrainingState reached = engine.train(job, new TrainingListener() {});
    return Checkpoints.archive(
        new Checkpoint(spec, reached.weights(), job.provenance(List.of(), engine, reached)));
  }

  private static LayerNode node(String name, Layer layer, String reads) {
    return new LayerNode(new LayerName(name), layer, List.of(new LayerName(reads)));
  }
}
