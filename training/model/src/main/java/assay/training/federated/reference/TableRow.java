package assay.training.federated.reference;

/**
 * One figure of a table, and what was found for it.
 *
 * @param line what was run
 * @param measure what of it
 * @param reference the published figure
 * @param low the smallest value that is taken for it
 * @param high the largest
 * @param found ours
 */
public record TableRow(
    String line, String measure, double reference, double low, double high, double found) {

  /** A figure that has to come within a distance. */
  static TableRow near(
      String line, String measure, double reference, double tolerance, double found) {
    return new TableRow(
        line, measure, reference, reference - tolerance, reference + tolerance, found);
  }

  /** A figure that has to be reached. */
  static TableRow atLeast(
      String line, String measure, double reference, double least, double found) {
    return new TableRow(line, measure, reference, least, Double.POSITIVE_INFINITY, found);
  }

  /** A figure that must not be passed. */
  static TableRow atMost(String line, String measure, double reference, double most, double found) {
    return new TableRow(line, measure, reference, Double.NEGATIVE_INFINITY, most, found);
  }

  /** A figure that depends on the data so much that only its relations to others must hold. */
  static TableRow shown(String line, String measure, double reference, double found) {
    return near(line, measure, reference, Double.POSITIVE_INFINITY, found);
  }

  /** Whether the figure lies in its range. */
  public boolean passes() {
    return found >= low && found <= high;
  }
}
