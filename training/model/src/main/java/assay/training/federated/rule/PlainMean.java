package assay.training.federated.rule;

import java.util.Arrays;

/** Means of vectors that all count alike or by given parts, block by block. */
final class PlainMean {

  /** No power of two: arrays that lie such lengths apart compete for the same cache lines. */
  private static final int BLOCK = 2_112;

  private PlainMean() {}

  /** The mean of vectors that count alike, by {@linkplain FloatPairs pairs of floats}. */
  static float[] of(float[]... vectors) {
    if (vectors.length == 1) {
      return vectors[0].clone();
    }
    float[] result = new float[vectors[0].length];
    FloatPairs sums = new FloatPairs(BLOCK);
    Update one = new Update("block", new float[BLOCK], 1);
    Update other = new Update("block", new float[BLOCK], 1);
    for (int from = 0; from < result.length; from += BLOCK) {
      int columns = Math.min(BLOCK, result.length - from);
      sums.clear();
      for (int i = 0; i < vectors.length; i += 2) {
        copy(vectors, i, from, one.delta());
        copy(vectors, i + 1, from, other.delta());
        sums.add(one, other);
      }
      System.arraycopy(sums.dividedBy(vectors.length), 0, result, from, columns);
    }
    return result;
  }

  /** The block of one of the vectors, zeros beyond their end and beyond the last. */
  private static void copy(float[][] vectors, int which, int from, float[] block) {
    int columns = 0;
    if (which < vectors.length) {
      columns = Math.min(block.length, vectors[which].length - from);
      System.arraycopy(vectors[which], from, block, 0, columns);
    }
    Arrays.fill(block, columns, block.length, 0);
  }

  /** The sum of all vectors, each times its part, in double precision. */
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
