package assay.engine.dl4j;

import assay.training.data.LabelledData;
import assay.training.spec.ModelSpec;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a network over samples in chunks of bounded size. */
final class Predictor {

  private static final int CHUNK = 128;

  private Predictor() {}

  static float[][] answers(ComputationGraph network, ModelSpec spec, LabelledData data) {
    Batches batches = new Batches(data, spec);
    int[] order = batches.inOrder();
    float[][] answers = new float[data.size()][];
    for (int from = 0; from < answers.length; from += CHUNK) {
      int size = Math.min(CHUNK, answers.length - from);
      INDArray output = network.outputSingle(batches.features(order, from, size));
      float[][] rows = output.toFloatMatrix();
      System.arraycopy(rows, 0, answers, from, size);
    }
    return answers;
  }
}
