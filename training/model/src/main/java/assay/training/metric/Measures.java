package assay.training.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Measures that are reported beside the criterion; none crosses a trust boundary. */
public final class Measures {

  private Measures() {}

  /**
   * The mean over classes of the harmonic mean of precision and recall, {@code 2tp / (2tp + fp +
   * fn)}; 0 for a class that is neither predicted nor present.
   */
  public static double macroF1(int[] predicted, int[] actual, int classes) {
    return IntStream.range(0, classes)
        .mapToDouble(c -> share(2L * both(predicted, actual, c), sum(predicted, actual, c)))
        .average()
        .orElse(0);
  }

  /**
   * The mean of intersection over union over the classes that are predicted or present; 1 where
   * none is.
   */
  public static double meanIoU(int[] predicted, int[] actual, int classes) {
    return IntStream.range(0, classes)
        .filter(c -> sum(predicted, actual, c) > 0)
        .mapToDouble(
            c -> {
              long both = both(predicted, actual, c);
              return share(both, sum(predicted, actual, c) - both);
            })
        .average()
        .orElse(1);
  }

  /**
   * The area under the receiver's operating curve: the chance that a positive scores above a
   * negative, ties counting half; a half where one of the two is missing.
   */
  public static double auroc(double[] scores, boolean[] isPositive) {
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double won = 0;
    long positives = 0;
    long negatives = 0;
    for (int i = 0; i < order.length; ) {
      long tiedPositives = 0;
      long tiedNegatives = 0;
      double score = scores[order[i]];
      for (; i < order.length && scores[order[i]] == score; i++) {
        if (isPositive[order[i]]) {
          tiedPositives++;
        } else {
          tiedNegatives++;
        }
      }
      won += tiedPositives * (negatives + tiedNegatives / 2.0);
      positives += tiedPositives;
      negatives += tiedNegatives;
    }
    return positives == 0 || negatives == 0 ? 0.5 : won / ((double) positives * negatives);
  }

  /** The root of the mean squared error. */
  public static double rmse(float[] answers, float[] targets) {
    double sum = 0;
    for (int i = 0; i < answers.length; i++) {
      double error = (double) answers[i] - targets[i];
      sum += error * error;
    }
    return Math.sqrt(sum / answers.length);
  }

  private static long both(int[] predicted, int[] actual, int c) {
    return IntStream.range(0, actual.length)
        .filter(i -> predicted[i] == c && actual[i] == c)
        .count();
  }

  private static long sum(int[] predicted, int[] actual, int c) {
    return Arrays.stream(predicted).filter(label -> label == c).count()
        + Arrays.stream(actual).filter(label -> label == c).count();
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
