package assay.training.federated.simulation;

import assay.training.federated.rule.Update;

/**
 * How far updates lie from their weighted mean, without keeping them: √(Σ w·‖Δ‖²/Σ w - ‖mean‖²).
 * Holds 8·d bytes.
 */
final class Drift {

  private final double[] sums;
  private double squares;
  private double weight;

  Drift(int parameters) {
    this.sums = new double[parameters];
  }

  void accept(Update update) {
    for (int i = 0; i < sums.length; i++) {
      double value = update.delta()[i];
      sums[i] += update.weight() * value;
      squares += update.weight() * value * value;
    }
    weight += update.weight();
  }

  double value() {
    double mean = 0;
    for (double sum : sums) {
      mean += sum * sum;
    }
    return weight == 0 ? 0 : Math.sqrt(Math.max(0, squares / weight - mean / weight / weight));
  }
}
