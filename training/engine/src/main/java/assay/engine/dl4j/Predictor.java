package assay.engine.dl4j;

import assay.training.data.LabelledData;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a network over samples in chunks of bounded size. */
final class Predictor {

  private static final int LARGEST_CHUNK = 512;

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
      INDArray features = batches.features(order, from, size);
      INDArray output = network.outputSingle(features);
      INDArray keras = spec.answer().isImage() ? output.permute(0, 2, 3, 1) : output;
      split(NativeFloats.floats(keras), answers, from, size);
      features.close();
      output.close();
      Nd4jRuntime.guard().pass();
    }
    return answers;
  }

  /**
   * Native views of single rows, as {@code toFloatMatrix} makes them, cost more than the network.
   */
  private static void split(float[] values, float[][] answers, int from, int size) {
    int width = values.length / size;
    for (int i = 0; i < size; i++) {
      answers[from + i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
  }

  private static int chunk(ModelSpec spec) {
    long widest = spec.shapes().values().stream().mapToLong(Shape::elements).max().orElse(1);
    return (int) Math.max(1, Math.min(LARGEST_CHUNK, MOST_ACTIVATIONS / widest));
  }
}
