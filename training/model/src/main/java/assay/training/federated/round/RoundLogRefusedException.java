package assay.training.federated.round;

import assay.training.TrainingException;

/** A file is no log of a federated job's rounds; the message says why. */
public final class RoundLogRefusedException extends TrainingException {

  private static final String CODE = "round-log-refused";

  public RoundLogRefusedException(String message) {
    super(CODE, message);
  }

  RoundLogRefusedException(String message, Throwable cause) {
    super(CODE, message, cause);
  }
}
