package assay.training.checkpoint;

import assay.training.TrainingException;

/** Weights, provenance or an archive that no one may open; the message names the part. */
public final class CheckpointRefusedException extends TrainingException {

  /** Why a checkpoint was refused. */
  public enum Reason {
    MALFORMED("checkpoint-malformed"),
    TRUNCATED("checkpoint-truncated"),
    TOO_LARGE("checkpoint-too-large"),
    WRONG_TENSORS("checkpoint-wrong-tensors"),
    NOT_FINITE("checkpoint-not-finite"),
    WRONG_SPEC("checkpoint-wrong-spec");

    private final String code;

    Reason(String code) {
      this.code = code;
    }
  }

  private final Reason reason;

  public CheckpointRefusedException(Reason reason, String message) {
    super(reason.code, message);
    this.reason = reason;
  }

  public CheckpointRefusedException(Reason reason, String message, Throwable cause) {
    super(reason.code, message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
