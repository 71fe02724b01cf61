package assay.training.federated;

import assay.training.TrainingException;

/** A federated setting is outside its range; the message says which and what may be given. */
public final class FederatedRefusedException extends TrainingException {

  private static final String CODE = "federated-setting";

  public FederatedRefusedException(String message) {
    super(CODE, message);
  }

  public FederatedRefusedException(String message, Throwable cause) {
    super(CODE, message, cause);
  }

  /** Refuses what does not hold. */
  public static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new FederatedRefusedException(sentence);
    }
  }
}
