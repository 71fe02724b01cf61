package assay.training.run;

import assay.training.TrainingException;

/** A job that an engine cannot or must not run, said before any training. */
public final class EngineRefusedException extends TrainingException {

  /** Why a job was refused. */
  public enum Reason {
    UNSUPPORTED_MODEL("engine-unsupported-model"),
    UNFIT_DATA("engine-unfit-data"),
    BAD_SETTINGS("engine-bad-settings"),
    FOREIGN_STATE("engine-foreign-state"),
    NO_ENGINE("engine-not-available");

    private final String code;

    Reason(String code) {
      this.code = code;
    }
  }

  private final Reason reason;

  public EngineRefusedException(Reason reason, String message) {
    super(reason.code, message);
    this.reason = reason;
  }

  public EngineRefusedException(Reason reason, String message, Throwable cause) {
    super(reason.code, message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
