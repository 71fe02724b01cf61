package assay.training.federated.round;

import assay.training.TrainingException;

/** Something of a federated round is not what it has to be; the message says what. */
public final class FederatedRoundRefusedException extends TrainingException {

  private static final String CODE = "federated-round";

  public FederatedRoundRefusedException(String message) {
    super(CODE, message);
  }

  public FederatedRoundRefusedException(String message, Throwable cause) {
    super(CODE, message, cause);
  }
}
