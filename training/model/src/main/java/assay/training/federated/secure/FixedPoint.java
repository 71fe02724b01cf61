package assay.training.federated.secure;

import assay.training.federated.rule.Update;

/**
 * Weighted updates as words modulo 2^32 whose sum no number of clients overflows: with B = ⌊(2^31 -
 * 1) / clients⌋ a number Δ of weight w becomes Δ·w·B / (largest·heaviest), rounded to the nearest,
 * so that each word lies between -B and B. The last word is the weight, w·B / heaviest. A mean is
 * off by at most half a step for each client: where all weigh the same, by largest / 2·B.
 *
 * @param clients whose words are summed at most, from 2 to {@value #MOST_CLIENTS}
 * @param largest size of a number in an update, above 0
 * @param heaviest weight of an update, above 0
 */
public record FixedPoint(int clients, float largest, double heaviest) {

  /** Beyond, a word would keep fewer than 16 bits of a number. */
  static final int MOST_CLIENTS = 1 << 15;

  public FixedPoint {
    SecureAggregationRefusedException.require(
        clients >= 2 && clients <= MOST_CLIENTS,
        "Words of 32 bits add up without overflow for 2 to %d clients, not %d; form smaller groups."
            .formatted(MOST_CLIENTS, clients));
    SecureAggregationRefusedException.require(
        largest > 0 && largest < Float.POSITIVE_INFINITY,
        "The largest number of an update is above 0 and finite, not %s.".formatted(largest));
    SecureAggregationRefusedException.require(
        heaviest > 0 && heaviest < Double.POSITIVE_INFINITY,
        "The heaviest weight is above 0 and finite, not %s.".formatted(heaviest));
  }

  private int bound() {
    return Integer.MAX_VALUE / clients;
  }

  /** How many words so many parameters take. */
  static int words(int parameters) {
    return parameters + 1;
  }

  /** Refuses a weight that would be no word. */
  void requireWeight(double weight) {
    SecureAggregationRefusedException.require(
        weight > 0 && weight <= heaviest,
        "A weight of %s is not above 0 and at most the %s that the round is set for."
            .formatted(weight, heaviest));
  }

  /** The word that a weight travels as. */
  int weightWord(double weight) {
    requireWeight(weight);
    return (int) Math.rint(weight * (bound() / heaviest));
  }

  /**
   * Writes the words of a stretch of an update.
   *
   * @param from the stretch's beginning in the update and in the words
   * @param to its end, exclusive
   */
  void encode(Update update, int[] words, int from, int to) {
    float[] delta = update.delta();
    double scale = update.weight() * (bound() / ((double) largest * heaviest));
    for (int i = from; i < to; i++) {
      float value = delta[i];
      if (!(Math.abs(value) <= largest)) {
        throw beyond(i, value);
      }
      words[i] = (int) Math.rint(value * scale);
    }
  }

  private SecureAggregationRefusedException beyond(int place, float value) {
    return new SecureAggregationRefusedException(
        "Parameter %d is %s, and the round is set for numbers from -%s to %s: clip the update, or agree on more."
            .formatted(place, value, largest, largest));
  }

  /** The sum of the weights that the last word stands for. */
  double weight(int word) {
    return word * (heaviest / bound());
  }

  /** The weighted mean that a sum of words stands for, its last word not 0. */
  float[] mean(int[] sum) {
    double step = (double) largest * heaviest / bound() / weight(sum[sum.length - 1]);
    float[] mean = new float[sum.length - 1];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] * step);
    }
    return mean;
  }
}
