package assay.training.metric;

import assay.training.spec.Loss;

/**
 * A loss worked out from answers and targets, by Keras's definitions: the mean over all places and
 * samples. Probabilities are kept within 1e-7 of 0 and 1.
 */
public final class LossValue {

  private static final double LEAST = 1e-7;

  private LossValue() {}

  /**
   * Of rows of equal length.
   *
   * @param loss which
   * @param answers one row per sample, channels last
   * @param targets all rows' targets, one after another
   * @param channels numbers at each place
   */
  public static double of(Loss loss, float[][] answers, float[] targets, int channels) {
    double sum = 0;
    int at = 0;
    for (float[] row : answers) {
      for (float answer : row) {
        sum += one(loss, answer, targets[at++]);
      }
    }
    return loss == Loss.CATEGORICAL_CROSSENTROPY ? sum / at * channels : sum / at;
  }

  private static double one(Loss loss, double answer, double target) {
    double error = answer - target;
    return switch (loss) {
      case CATEGORICAL_CROSSENTROPY -> target == 0 ? 0 : -target * Math.log(within(answer));
      case BINARY_CROSSENTROPY ->
          -target * Math.log(within(answer)) - (1 - target) * Math.log(within(1 - answer));
      case MEAN_SQUARED_ERROR -> error * error;
      case MEAN_ABSOLUTE_ERROR -> Math.abs(error);
      case HUBER -> Math.abs(error) <= 1 ? error * error / 2 : Math.abs(error) - 0.5;
    };
  }

  private static double within(double probability) {
    return Math.min(1 - LEAST, Math.max(LEAST, probability));
  }
}
