package assay.training.spec;

/**
 * The functions a layer may apply to its output, by their Keras names and with Keras's constants:
 * {@code leaky_relu} falls at 0.2, {@code elu} saturates at -1, {@code gelu} is the exact one with
 * the error function, {@code silu} is also called swish.
 */
public enum ActivationFunction implements KerasWord {
  LINEAR("linear"),
  RELU("relu"),
  SIGMOID("sigmoid"),
  TANH("tanh"),
  SOFTMAX("softmax"),
  ELU("elu"),
  SELU("selu"),
  SOFTPLUS("softplus"),
  SOFTSIGN("softsign"),
  LEAKY_RELU("leaky_relu"),
  SILU("silu"),
  GELU("gelu");

  private final String word;

  ActivationFunction(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
