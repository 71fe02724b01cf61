package assay.engine.torch;

import assay.training.data.LabelledData;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import java.util.Arrays;

/** Runs a replica over samples in chunks of bounded size. Stateless. */
final class Predictor {

  private static final int LARGEST_CHUNK = 512;

  /** Numbers that all layers together may make of one chunk: 64 MiB. */
  private static final long MOST_ACTIVATIONS = 1L << 24;

  private Predictor() {}

  static float[][] answers(Replica replica, ModelSpec spec, LabelledData data) {
    Batches batches = new Batches(data, spec);
    float[][] answers = new float[data.size()][];
    int chunk = chunk(spec);
    for (int from = 0; from < answers.length; from += chunk) {
      int to = Math.min(answers.length, from + chunk);
      split(replica.answers(batches, from, to - from), answers, from, to);
    }
    return answers;
  }

  private static void split(float[] values, float[][] answers, int from, int to) {
    int width = values.length / (to - from);
    for (int i = from; i < to; i++) {
      answers[i] = Arrays.copyOfRange(values, (i - from) * width, (i - from + 1) * width);
    }
  }

  /** A graph's outputs are all kept until its last layer has read them. */
  private static int chunk(ModelSpec spec) {
    long perSample = spec.shapes().values().stream().mapToLong(Shape::elements).sum();
    return (int) Math.max(1, Math.min(LARGEST_CHUNK, MOST_ACTIVATIONS / perSample));
  }
}
