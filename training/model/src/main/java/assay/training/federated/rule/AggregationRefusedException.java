package assay.training.federated.rule;

import assay.training.TrainingException;

/** A rule has too few updates, or settings that no number of updates satisfies. */
public final class AggregationRefusedException extends TrainingException {

  private static final String CODE = "federated-aggregation";

  public AggregationRefusedException(String message) {
    super(CODE, message);
  }
}
