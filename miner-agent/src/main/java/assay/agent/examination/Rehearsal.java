package assay.agent.examination;

import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Provenance;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A paper of our own with a checkpoint that must get everything right: what an engine cannot do
 * with this it cannot do with anybody's. Stateless.
 */
final class Rehearsal {

  private static final ModelSpec MODEL =
      new ModelSpec(
          Shape.of(2),
          List.of(
              new LayerNode(
                  new LayerName("output"),
                  new CoreLayer.Dense(2, ActivationFunction.SOFTMAX, false),
                  List.of(LayerName.INPUT))),
          Loss.CATEGORICAL_CROSSENTROPY,
          new Optimizer.Sgd(0.1, 0, false),
          List.of(Metric.ACCURACY));

  private static final float[] IDENTITY = {1, 0, 0, 1};

  private Rehearsal() {}

  static Paper paper() {
    DataFormat format = new DataFormat(2, 0, 1, 2);
    List<Sample> samples =
        List.of(new Sample(new float[] {1, 0}, 0), new Sample(new float[] {0, 1}, 1));
    return new Paper(MODEL, Metric.ACCURACY, List.of(LabelledData.of(format, samples)));
  }

  static byte[] archive() {
    Weights weights = new Weights(List.of(Tensor.of(MODEL.tensors().get(0), IDENTITY)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      CheckpointArchive.write(
          new Checkpoint(MODEL, weights, Provenance.ofNoTraining(MODEL, Map.of())), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
