package assay.training.bounty;

import assay.training.bounty.BountyRuleException.Reason;

/**
 * How many of a test set's samples a model labelled rightly: what evaluators commit to.
 *
 * @param correct 0 to {@code samples}
 * @param samples at least 1
 */
public record CorrectCount(int correct, int samples) {

  public CorrectCount {
    if (samples < 1 || correct < 0 || correct > samples) {
      throw new BountyRuleException(
          Reason.OUT_OF_RANGE, correct + " correct of " + samples + " samples is no count.");
    }
  }
}
