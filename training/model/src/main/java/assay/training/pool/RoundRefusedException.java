package assay.training.pool;

import assay.training.TrainingException;

/** Something of a joint round is not what it has to be; the message says what. */
public final class RoundRefusedException extends TrainingException {

  private static final String CODE = "joint-round";

  public RoundRefusedException(String message) {
    super(CODE, message);
  }

  public RoundRefusedException(String message, Throwable cause) {
    super(CODE, message, cause);
  }
}
