package assay.training.ledger;

/** What became of a submission, in the order in which the market numbers it. */
public enum SubmissionStatus {
  NONE,
  COMMITTED,
  STANDING,
  STRUCK,
  UNGRANTED,
  SCORED,
  INVALID,
  UNDECIDED;

  /** The status with the market's number. */
  public static SubmissionStatus numbered(long number) {
    return values()[Math.toIntExact(number)];
  }
}
