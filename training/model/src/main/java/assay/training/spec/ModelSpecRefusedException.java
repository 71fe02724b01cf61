package assay.training.spec;

import assay.training.TrainingException;

/** A model spec that no engine may build; the message names the layer or field and the remedy. */
public final class ModelSpecRefusedException extends TrainingException {

  /** Why a spec was refused. */
  public enum Reason {
    MALFORMED("model-spec-malformed"),
    UNKNOWN_LAYER("model-spec-unknown-layer"),
    TOO_LARGE("model-spec-too-large"),
    BROKEN_GRAPH("model-spec-broken-graph"),
    WRONG_SHAPE("model-spec-wrong-shape");

    private final String code;

    Reason(String code) {
      this.code = code;
    }
  }

  private final Reason reason;

  public ModelSpecRefusedException(Reason reason, String message) {
    super(reason.code, message);
    this.reason = reason;
  }

  public ModelSpecRefusedException(Reason reason, String message, Throwable cause) {
    super(reason.code, message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
