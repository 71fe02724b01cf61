package assay.training.federated.rule;

import java.util.Arrays;

/**
 * The squared Euclidean distance of every two of n vectors: one symmetric matrix, n·(n-1)/2 walks
 * over the vectors in panels of columns that stay in a processor's cache. Differences are squared
 * and added up in lanes of single precision, sixteen to a lane, lanes in double precision, which
 * keeps the relative error near 1e-7; sums that single precision cannot hold are done again in
 * double. Scratch is 36 KiB for each vector. Immutable.
 */
final class SquaredDistances {

  /** A panel is so many strips of so many lanes: arrays of their own, walked over from 0. */
  private static final int STRIPS = 16;

  /** No power of two: arrays that lie such lengths apart compete for the same cache lines. */
  private static final int LANES = 576;

  private static final int PANEL = STRIPS * LANES;

  /** Between these, squares of single precision neither vanish nor overflow. */
  private static final double SMALL = 1e-20;

  private static final double LARGE = 1e30;

  private final double[][] squares;

  private SquaredDistances(double[][] squares) {
    this.squares = squares;
  }

  static SquaredDistances of(float[][] vectors) {
    double[][] squares = new double[vectors.length][vectors.length];
    float[][][] panel = new float[vectors.length][STRIPS][LANES];
    int length = vectors[0].length;
    int whole = length - length % PANEL;
    for (int from = 0; from < whole; from += PANEL) {
      fill(panel, vectors, from);
      addPanel(squares, panel);
    }
    addExactly(squares, vectors, whole);
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

  private static void fill(float[][][] panel, float[][] vectors, int from) {
    for (int i = 0; i < vectors.length; i++) {
      for (int strip = 0; strip < STRIPS; strip++) {
        System.arraycopy(vectors[i], from + strip * LANES, panel[i][strip], 0, LANES);
      }
    }
  }

  private static void addPanel(double[][] squares, float[][][] panel) {
    float[] lanes = new float[LANES];
    for (int i = 0; i < panel.length; i++) {
      for (int j = 0; j < i; j++) {
        squares[i][j] += square(panel[i], panel[j], lanes);
      }
    }
  }

  private static double square(float[][] one, float[][] other, float[] lanes) {
    Arrays.fill(lanes, 0);
    for (int strip = 0; strip < STRIPS; strip += 2) {
      addSquares(one[strip], other[strip], one[strip + 1], other[strip + 1], lanes);
    }
    double sum = sum(lanes);
    return sum > SMALL && sum < LARGE ? sum : exactly(one, other);
  }

  /** Two strips at once, so that a lane is stored half as often. */
  private static void addSquares(float[] a, float[] b, float[] c, float[] d, float[] lanes) {
    for (int k = 0; k < lanes.length; k++) {
      float first = a[k] - b[k];
      float second = c[k] - d[k];
      lanes[k] += first * first + second * second;
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

  private static double exactly(float[][] one, float[][] other) {
    double sum = 0;
    for (int strip = 0; strip < STRIPS; strip++) {
      sum += exactly(one[strip], other[strip], 0);
    }
    return sum;
  }

  private static void addExactly(double[][] squares, float[][] vectors, int from) {
    for (int i = 0; i < vectors.length; i++) {
      for (int j = 0; j < i; j++) {
        squares[i][j] += exactly(vectors[i], vectors[j], from);
      }
    }
  }

  private static double exactly(float[] a, float[] b, int from) {
    double sum = 0;
    for (int i = from; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}
