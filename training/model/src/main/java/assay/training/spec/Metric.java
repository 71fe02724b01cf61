package assay.training.spec;

/**
 * What a trained model is measured by, by Keras's names. Criteria use the counts only, accuracy and
 * top-k; the others are reported.
 */
public enum Metric implements KerasWord {
  ACCURACY("accuracy"),
  /** Among the five largest answers, Keras's default. */
  TOP_K_ACCURACY("top_k_categorical_accuracy"),
  /** The mean over classes. */
  F1("f1_score"),
  /** The area under the receiver's operating curve, each class against the rest, the mean. */
  AUROC("auc"),
  MEAN_IOU("mean_io_u"),
  RMSE("root_mean_squared_error");

  private static final int TOP = 5;

  private final String word;

  Metric(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  /**
   * Of how many largest answers the label has to be one, where the metric is a count that every
   * evaluator gets alike; else 0.
   */
  public int places() {
    return switch (this) {
      case ACCURACY -> 1;
      case TOP_K_ACCURACY -> TOP;
      case F1, AUROC, MEAN_IOU, RMSE -> 0;
    };
  }

  /** Whether it is such a count, by which a bounty can pay. */
  public boolean isCount() {
    return places() > 0;
  }
}
