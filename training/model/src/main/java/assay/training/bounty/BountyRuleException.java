package assay.training.bounty;

import assay.training.TrainingException;

/** A value that a bounty's rules do not allow; the message names it and the rule. */
public final class BountyRuleException extends TrainingException {

  /** Which rule was broken. */
  public enum Reason {
    OUT_OF_RANGE("bounty-out-of-range"),
    TEST_SET_MALFORMED("test-set-malformed"),
    WRONG_PROOF("test-set-wrong-proof");

    private final String code;

    Reason(String code) {
      this.code = code;
    }
  }

  private final Reason reason;

  public BountyRuleException(Reason reason, String message) {
    super(reason.code, message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
