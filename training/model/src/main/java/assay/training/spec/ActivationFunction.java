package assay.training.spec;

/** The functions a layer may apply to its output, by their Keras names. */
public enum ActivationFunction implements KerasWord {
  LINEAR("linear"),
  RELU("relu"),
  SIGMOID("sigmoid"),
  TANH("tanh"),
  SOFTMAX("softmax"),
  ELU("elu"),
  SELU("selu"),
  SOFTPLUS("softplus");

  private final String word;

  ActivationFunction(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
