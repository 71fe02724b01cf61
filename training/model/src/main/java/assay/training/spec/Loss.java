package assay.training.spec;

/** What training minimises over one-hot labels, by Keras's names. */
public enum Loss implements KerasWord {
  CATEGORICAL_CROSSENTROPY("categorical_crossentropy"),
  MEAN_SQUARED_ERROR("mean_squared_error");

  private final String word;

  Loss(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
