package assay.training.spec;

/** How a window treats the image's edge, by Keras's names. */
public enum Padding implements KerasWord {
  VALID("valid"),
  SAME("same");

  private final String word;

  Padding(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
