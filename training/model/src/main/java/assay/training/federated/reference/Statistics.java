package assay.training.federated.reference;

/** Means and deviations. Stateless. */
final class Statistics {

  private Statistics() {}

  static double mean(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Of the values given, not of those they were drawn from. */
  static double deviation(double... values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.length);
  }
}
