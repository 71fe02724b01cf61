package assay.engine.dl4j;

import assay.training.data.LabelledData;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a network over samples in chunks of bounded size. */
final class Predictor {

  private static final int LARGEST_CHUNK = 128;

  /** Numbers that one layer may make of one chunk: 16 MiB. */
  private static final long MOST_ACTIVATIONS = 1L << 22;

  private Predictor() {}

  static float[][] answers(ComputationGraph network, ModelSpec spec, LabelledData data) {
    Batches batches = new Batches(data, spec);
    int[] order = batches.inOrder();
    float[][] answers = new float[data.size()][];
    int chunk = chunk(spec);
    for (int from = 0; from < answers.length; from += chunk) {
      int size = Math.min(chunk, answers.length - from);
      INDArray output = network.outputSingle(batches.features(order, from, size));
      float[][] rows = output.toFloatMatrix();
      System.arraycopy(rows, 0, answers, from, size);
    }
    return answers;
  }

  private static int chunk(ModelSpec spec) {
    long widest = spec.shapes().values().stream().mapToLong(Shape::elements).max().orElse(1);
    return (int) Math.max(1, Math.min(LARGEST_CHUNK, MOST_ACTIVATIONS / widest));
  }
}
