package assay.training.federated.rule;

import java.util.Arrays;

/** Means of vectors that all count alike or by given parts, block by block in double precision. */
final class PlainMean {

  private static final int BLOCK = 2_048;

  private PlainMean() {}

  static float[] of(float[]... vectors) {
    double[] parts = new double[vectors.length];
    Arrays.fill(parts, 1.0 / vectors.length);
    return of(vectors, parts);
  }

  /** The sum of all vectors, each times its part. */
  static float[] of(float[][] vectors, double[] parts) {
    float[] result = new float[vectors[0].length];
    double[] sums = new double[Math.min(BLOCK, result.length)];
    for (int from = 0; from < result.length; from += BLOCK) {
      int columns = Math.min(BLOCK, result.length - from);
      Arrays.fill(sums, 0);
      for (int i = 0; i < vectors.length; i++) {
        add(vectors[i], from, parts[i], sums, columns);
      }
      for (int k = 0; k < columns; k++) {
        result[from + k] = (float) sums[k];
      }
    }
    return result;
  }

  private static void add(float[] vector, int from, double part, double[] sums, int columns) {
    for (int k = 0; k < columns; k++) {
      sums[k] += part * vector[from + k];
    }
  }
}
