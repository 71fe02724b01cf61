package assay.engine.torch;

import assay.training.spec.Loss;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How far a batch's outputs are from what was expected, and what outputs mean. Stateless. */
final class Losses {

  private Losses() {}

  /** Whether the network leaves the output's softmax to the loss. */
  static boolean includesSoftmax(Loss loss) {
    return switch (loss) {
      case CATEGORICAL_CROSSENTROPY -> true;
      case BINARY_CROSSENTROPY, MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> false;
    };
  }

  /**
   * The mean over samples and places.
   *
   * @param outputs of the network, channels along the second axis
   * @param targets of the same shape
   */
  static Tensor mean(Loss loss, Tensor outputs, Tensor targets) {
    return switch (loss) {
      case CATEGORICAL_CROSSENTROPY -> outputs.log_softmax(1).mul(targets).sum(1).mean().neg();
      case BINARY_CROSSENTROPY -> torch.binary_cross_entropy(outputs, targets);
      case MEAN_SQUARED_ERROR -> torch.mse_loss(outputs, targets);
      case MEAN_ABSOLUTE_ERROR -> torch.l1_loss(outputs, targets);
      case HUBER -> torch.huber_loss(outputs, targets);
    };
  }

  /** The answers that outputs stand for. */
  static Tensor answers(Loss loss, Tensor outputs) {
    return includesSoftmax(loss) ? outputs.softmax(1) : outputs;
  }
}
