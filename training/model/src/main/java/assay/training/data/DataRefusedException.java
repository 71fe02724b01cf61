package assay.training.data;

import assay.training.TrainingException;

/** Samples that do not keep to their declared format; the message names the line and the remedy. */
public final class DataRefusedException extends TrainingException {

  public DataRefusedException(String message) {
    super("data-malformed", message);
  }

  public DataRefusedException(String message, Throwable cause) {
    super("data-malformed", message, cause);
  }
}
