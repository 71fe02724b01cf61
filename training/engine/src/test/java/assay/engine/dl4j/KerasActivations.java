package assay.engine.dl4j;

import assay.training.spec.ActivationFunction;
import java.util.Arrays;

/** Activations by Keras's definitions, in doubles. */
final class KerasActivations {

  private KerasActivations() {}

  /** Each value by itself; softmax over the channels of each place. */
  static double[] activate(ActivationFunction function, double[] values, int channels) {
    if (function != ActivationFunction.SOFTMAX) {
      return Arrays.stream(values).map(x -> activate(function, x)).toArray();
    }
    double[] shares = new double[values.length];
    for (int from = 0; from < values.length; from += channels) {
      double[] place = Arrays.copyOfRange(values, from, from + channels);
      double total = Arrays.stream(place).map(Math::exp).sum();
      for (int c = 0; c < channels; c++) {
        shares[from + c] = Math.exp(place[c]) / total;
      }
    }
    return shares;
  }

  static double activate(ActivationFunction function, double x) {
    double alpha = 1.6732632423543772;
    return switch (function) {
      case LINEAR, SOFTMAX -> x;
      case RELU -> Math.max(0, x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case ELU -> x > 0 ? x : Math.expm1(x);
      case SELU -> 1.0507009873554805 * (x > 0 ? x : alpha * Math.expm1(x));
      case SOFTPLUS -> Math.log1p(Math.exp(x));
      case SOFTSIGN -> x / (1 + Math.abs(x));
      case LEAKY_RELU -> x > 0 ? x : 0.2 * x;
      case SILU -> x / (1 + Math.exp(-x));
      case GELU -> x * normalBelow(x);
    };
  }

  /** The normal distribution's integral up to x, by Simpson's rule over 2 000 strips. */
  private static double normalBelow(double x) {
    int strips = 2_000;
    double width = x / strips;
    double sum = 0;
    for (int i = 0; i <= strips; i++) {
      int weight = i == 0 || i == strips ? 1 : 2 + 2 * (i % 2);
      sum += weight * Math.exp(-0.5 * i * width * i * width);
    }
    return 0.5 + sum * width / 3 / Math.sqrt(2 * Math.PI);
  }
}
