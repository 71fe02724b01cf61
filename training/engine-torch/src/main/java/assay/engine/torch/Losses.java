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
      case MEAN_SQUARED_ERROR -> false;
    };
  }

  /**
   * The mean over the batch.
   *
   * @param outputs of the network, one row per sample
   * @param labels one class number per sample
   */
  static Tensor mean(Loss loss, Tensor outputs, Tensor labels) {
    return switch (loss) {
      case CATEGORICAL_CROSSENTROPY -> torch.nll_loss(outputs.log_softmax(1), labels);
      case MEAN_SQUARED_ERROR ->
          torch.mse_loss(outputs, torch.one_hot(labels, outputs.size(1)).to(outputs));
    };
  }

  /** The answers that outputs stand for. */
  static Tensor answers(Loss loss, Tensor outputs) {
    return includesSoftmax(loss) ? outputs.softmax(1) : outputs;
  }
}
