package assay.engine.exchange;

import assay.training.TrainingException;

/** Another program's model that is not taken; the message names the layer, setting or array. */
public final class ForeignModelException extends TrainingException {

  /** Why a file was refused. */
  public enum Reason {
    MALFORMED("foreign-model-malformed"),
    TOO_LARGE("foreign-model-too-large"),
    UNKNOWN_SETTING("foreign-model-unknown-setting"),
    WRONG_TENSORS("foreign-model-wrong-tensors");

    private final String code;

    Reason(String code) {
      this.code = code;
    }
  }

  private final Reason reason;

  public ForeignModelException(Reason reason, String message) {
    super(reason.code, message);
    this.reason = reason;
  }

  public ForeignModelException(Reason reason, String message, Throwable cause) {
    super(reason.code, message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
