package assay.training.federated.contribution;

import java.util.Arrays;

/** Whether two lists of values order the same things alike. Stateless. */
public final class RankCorrelation {

  private RankCorrelation() {}

  /**
   * Spearman's coefficient, from -1 to 1: Pearson's of the ranks, where equals share their ranks'
   * mean. 0 if one of the lists has equals only.
   */
  public static double spearman(double[] one, double[] other) {
    double[] first = ranks(one);
    double[] second = ranks(other);
    double middle = (first.length - 1) / 2.0;
    double products = 0;
    double squares = 0;
    double others = 0;
    for (int i = 0; i < first.length; i++) {
      products += (first[i] - middle) * (second[i] - middle);
      squares += (first[i] - middle) * (first[i] - middle);
      others += (second[i] - middle) * (second[i] - middle);
    }
    return squares == 0 || others == 0 ? 0 : products / Math.sqrt(squares * others);
  }

  private static double[] ranks(double[] values) {
    return Arrays.stream(values).map(value -> rank(values, value)).toArray();
  }

  private static double rank(double[] values, double value) {
    long smaller = Arrays.stream(values).filter(other -> other < value).count();
    long equal = Arrays.stream(values).filter(other -> other == value).count();
    return smaller + (equal - 1) / 2.0;
  }
}
