package assay.training.metric;

import assay.training.bounty.CorrectCount;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Integer counts: what a bounty's criterion may be about, since every evaluator gets them alike.
 */
public final class Counts {

  private static final float EVEN = 0.5f;

  private Counts() {}

  /**
   * The class that one place's numbers tell: the largest, of equal ones the first; of a single
   * number, 1 from above a half.
   */
  public static int predicted(float[] answers, int from, int channels) {
    if (channels == 1) {
      return answers[from] > EVEN ? 1 : 0;
    }
    int best = 0;
    for (int c = 1; c < channels; c++) {
      best = answers[from + c] > answers[from + best] ? c : best;
    }
    return best;
  }

  /**
   * The classes with the largest answers of one sample, the largest first, of equal ones the first;
   * all of them where there are fewer.
   *
   * @param places how many, at least 1
   */
  public static int[] largest(float[] row, int places) {
    if (places == 1) {
      return new int[] {predicted(row, 0, row.length)};
    }
    return IntStream.range(0, row.length)
        .boxed()
        .sorted(Comparator.comparingInt(label -> rank(row, label)))
        .limit(places)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** How many labels are among the {@code k} largest answers; of equal ones the first count. */
  public static CorrectCount topK(float[][] answers, int[] labels, int k) {
    int correct = 0;
    for (int i = 0; i < answers.length; i++) {
      int label = labels[i];
      correct += IntStream.of(largest(answers[i], k)).anyMatch(told -> told == label) ? 1 : 0;
    }
    return new CorrectCount(correct, answers.length);
  }

  private static int rank(float[] row, int label) {
    int before = 0;
    for (int c = 0; c < row.length; c++) {
      boolean isAhead = row[c] > row[label] || (row[c] == row[label] && c < label);
      before += isAhead ? 1 : 0;
    }
    return before;
  }
}
