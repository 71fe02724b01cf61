package assay.training.federated.rule;

import java.util.Arrays;

/**
 * The squared Euclidean distance of every two of n vectors: one symmetric matrix, n·(n-1)/2 walks
 * over the vectors in panels of columns that stay in a processor's cache. Differences are squared
 * and added up in lanes of single precision, sixteen to a lane, lanes in double precision, which
 * keeps the relative error near 1e-7; sums that single precision cannot hold are done again in
 * double. Immutable.
 */
final class SquaredDistances {

  private static final int PANEL = 8_192;
  private static final int LANES = 512;

  /** Between these, squares of single precision neither vanish nor overflow. */
  private static final double SMALL = 1e-20;

  private static final double LARGE = 1e30;

  private final double[][] squares;

  private SquaredDistances(double[][] squares) {
    this.squares = squares;
  }

  static SquaredDistances of(float[][] vectors) {
    double[][] squares = new double[vectors.length][vectors.length];
    float[] lanes = new float[LANES];
    for (int from = 0; from < vectors[0].length; from += PANEL) {
      int to = Math.min(from + PANEL, vectors[0].length);
      for (int i = 0; i < vectors.length; i++) {
        for (int j = 0; j < i; j++) {
          squares[i][j] += panel(vectors[i], vectors[j], from, to, lanes);
        }
      }
    }
    for (int i = 0; i < vectors.length; i++) {
      for (int j = 0; j < i; j++) {
        squares[j][i] = squares[i][j];
      }
    }
    return new SquaredDistances(squares);
  }

  int size() {
    return squares.length;
  }

  double between(int one, int other) {
    return squares[one][other];
  }

  private static double panel(float[] a, float[] b, int from, int to, float[] lanes) {
    Arrays.fill(lanes, 0);
    int whole = from + (to - from) / LANES * LANES;
    for (int at = from; at < whole; at += LANES) {
      addSquares(a, b, at, lanes);
    }
    double sum = sum(lanes) + exact(a, b, whole, to);
    return sum > SMALL && sum < LARGE ? sum : exact(a, b, from, to);
  }

  private static void addSquares(float[] a, float[] b, int at, float[] lanes) {
    for (int k = 0; k < LANES; k++) {
      float difference = a[at + k] - b[at + k];
      lanes[k] += difference * difference;
    }
  }

  private static double sum(float[] lanes) {
    double one = 0;
    double two = 0;
    double three = 0;
    double four = 0;
    for (int k = 0; k < LANES; k += 4) {
      one += lanes[k];
      two += lanes[k + 1];
      three += lanes[k + 2];
      four += lanes[k + 3];
    }
    return one + two + (three + four);
  }

  private static double exact(float[] a, float[] b, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}
