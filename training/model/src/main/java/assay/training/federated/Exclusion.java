package assay.training.federated;

import java.util.Set;

/** Two choices that exclude each other: the whole matrix, which docs/federated.md repeats. */
public enum Exclusion {
  MASKED_COMPARISON(
      Choice.SECURE_AGGREGATION,
      Choice.COMPARING_RULE,
      "the server has no update to compare, only their sum"),
  MASKED_RECONSTRUCTION(
      Choice.SECURE_AGGREGATION,
      Choice.RECONSTRUCTION,
      "no coalition's sum can be told from the sum of all"),
  MASKED_PLACES(
      Choice.SECURE_AGGREGATION,
      Choice.TOP_K,
      "which numbers are sent would tell of the update, and masks cover all"),
  MASKED_BITS(
      Choice.SECURE_AGGREGATION,
      Choice.QUANTIZATION,
      "a masked word takes its 32 bits whatever is under it"),
  MASKED_VARIATES(
      Choice.SECURE_AGGREGATION,
      Choice.CONTROL_VARIATES,
      "control variates travel beside the update, and nothing masks them"),
  COMPARED_RECONSTRUCTION(
      Choice.COMPARING_RULE,
      Choice.RECONSTRUCTION,
      "coalitions are put together by the mean, which is not what the rule gave"),
  SPARSE_VARIATES(
      Choice.TOP_K, Choice.CONTROL_VARIATES, "control variates follow from whole updates");

  private final Choice one;
  private final Choice other;
  private final String because;

  Exclusion(Choice one, Choice other, String because) {
    this.one = one;
    this.other = other;
    this.because = because;
  }

  public Choice one() {
    return one;
  }

  public Choice other() {
    return other;
  }

  /** The reason, a clause. */
  public String because() {
    return because;
  }

  /**
   * Refuses choices of which two exclude each other.
   *
   * @throws FederatedRefusedException for the first such two
   */
  public static void requireNone(Set<Choice> chosen) {
    for (Exclusion each : values()) {
      FederatedRefusedException.require(
          !chosen.contains(each.one) || !chosen.contains(each.other),
          "%s and %s exclude each other: %s; choose one of them."
              .formatted(each.one.words(), each.other.words(), each.because));
    }
  }
}
