package assay.training.federated.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Brings wanted ranks of every column of a block into their rows, by exchanging whole rows
 * element-wise: a sorting network (Batcher's merge exchange; Knuth, "The Art of Computer
 * Programming", vol. 3, 5.2.2, algorithm M) less the exchanges that no wanted rank depends on. The
 * same exchanges for every column, so the processor does many columns at once. Immutable.
 */
final class SelectionNetwork {

  private final int[] lower;
  private final int[] upper;

  private SelectionNetwork(int[] lower, int[] upper) {
    this.lower = lower;
    this.upper = upper;
  }

  /**
   * A network.
   *
   * @param rows how many values a column has
   * @param lowest the first wanted rank, from 0
   * @param highest the last wanted rank
   */
  static SelectionNetwork of(int rows, int lowest, int highest) {
    boolean[] isWanted = new boolean[rows];
    for (int rank = lowest; rank <= highest; rank++) {
      isWanted[rank] = true;
    }
    Deque<int[]> kept = new ArrayDeque<>();
    Deque<int[]> all = mergeExchange(rows);
    while (!all.isEmpty()) {
      int[] exchange = all.removeLast();
      if (isWanted[exchange[0]] || isWanted[exchange[1]]) {
        isWanted[exchange[0]] = true;
        isWanted[exchange[1]] = true;
        kept.addFirst(exchange);
      }
    }
    return new SelectionNetwork(
        kept.stream().mapToInt(exchange -> exchange[0]).toArray(),
        kept.stream().mapToInt(exchange -> exchange[1]).toArray());
  }

  private static Deque<int[]> mergeExchange(int rows) {
    Deque<int[]> exchanges = new ArrayDeque<>();
    for (int p = 1; p < rows; p *= 2) {
      for (int k = p; k >= 1; k /= 2) {
        for (int j = k % p; j + k < rows; j += 2 * k) {
          addStretch(exchanges, new int[] {p, k, j}, rows);
        }
      }
    }
    return exchanges;
  }

  private static void addStretch(Deque<int[]> exchanges, int[] step, int rows) {
    int p = step[0];
    int k = step[1];
    int j = step[2];
    for (int i = j; i < Math.min(j + k, rows - k); i++) {
      if (i / (2 * p) == (i + k) / (2 * p)) {
        exchanges.add(new int[] {i, i + k});
      }
    }
  }

  int exchanges() {
    return lower.length;
  }

  /** Sorts as far as wanted; rows hold other values afterwards. */
  void apply(float[][] rows, int columns) {
    for (int i = 0; i < lower.length; i++) {
      exchange(rows[lower[i]], rows[upper[i]], columns);
    }
  }

  private static void exchange(float[] low, float[] high, int columns) {
    for (int i = 0; i < columns; i++) {
      float a = low[i];
      float b = high[i];
      low[i] = Math.min(a, b);
      high[i] = Math.max(a, b);
    }
  }
}
