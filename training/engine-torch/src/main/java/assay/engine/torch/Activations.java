package assay.engine.torch;

import assay.training.spec.ActivationFunction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A layer's function over LibTorch's operations. Stateless. */
final class Activations {

  private static final double LEAK = 0.2;

  private Activations() {}

  /**
   * Applies the function.
   *
   * @param channelAxis the axis that a softmax runs along
   */
  static Tensor apply(ActivationFunction function, Tensor input, long channelAxis) {
    return switch (function) {
      case LINEAR -> input;
      case RELU -> input.relu();
      case SIGMOID -> input.sigmoid();
      case TANH -> input.tanh();
      case SOFTMAX -> input.softmax(channelAxis);
      case ELU -> torch.elu(input);
      case SELU -> torch.selu(input);
      case SOFTPLUS -> torch.softplus(input);
      case SOFTSIGN -> input.div(input.abs().add(new Scalar(1.0)));
      case LEAKY_RELU -> torch.leaky_relu(input, new Scalar(LEAK));
      case SILU -> torch.silu(input);
      case GELU -> torch.gelu(input);
    };
  }
}
