package assay.training.spec;

/**
 * What training minimises, by Keras's names and with Keras's mean over samples and places. Labels
 * are whole numbers everywhere, so categorical cross-entropy is also Keras's sparse one.
 */
public enum Loss implements KerasWord {
  CATEGORICAL_CROSSENTROPY("categorical_crossentropy"),
  BINARY_CROSSENTROPY("binary_crossentropy"),
  MEAN_SQUARED_ERROR("mean_squared_error"),
  MEAN_ABSOLUTE_ERROR("mean_absolute_error"),
  HUBER("huber");

  private final String word;

  Loss(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  /** Whether it is defined on numbers as they are, not only on classes. */
  public boolean takesNumbers() {
    return switch (this) {
      case CATEGORICAL_CROSSENTROPY, BINARY_CROSSENTROPY -> false;
      case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> true;
    };
  }
}
