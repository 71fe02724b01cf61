package assay.training.bounty;

import assay.training.bounty.BountyRuleException.Reason;

/**
 * What one seat reports on one submission: a correct count, or a mark in its place. Written on
 * chain as a uint32.
 *
 * @param word the count, or one of the marks
 */
public record ScoreReport(long word) {

  /** The checkpoint is not what was committed to, or breaks its format. */
  public static final ScoreReport INVALID = new ScoreReport(4_294_967_295L);

  /** The checkpoint or its key could not be had. */
  public static final ScoreReport UNAVAILABLE = new ScoreReport(4_294_967_294L);

  public ScoreReport {
    boolean isMark = word == 4_294_967_295L || word == 4_294_967_294L;
    if (word < 0 || (word > Integer.MAX_VALUE && !isMark)) {
      throw new BountyRuleException(
          Reason.OUT_OF_RANGE, word + " is neither a correct count nor a mark.");
    }
  }

  public static ScoreReport of(CorrectCount count) {
    return new ScoreReport(count.correct());
  }

  public boolean isCount() {
    return word <= Integer.MAX_VALUE;
  }
}
