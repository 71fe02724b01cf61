package assay.training.federated.secure;

import assay.training.TrainingException;

/** Something in a masked round that would break it or tell too much; the message says what. */
public final class SecureAggregationRefusedException extends TrainingException {

  private static final String CODE = "federated-secure-aggregation";

  public SecureAggregationRefusedException(String message) {
    super(CODE, message);
  }

  SecureAggregationRefusedException(String message, Throwable cause) {
    super(CODE, message, cause);
  }

  /** Refuses what does not hold. */
  static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new SecureAggregationRefusedException(sentence);
    }
  }
}
