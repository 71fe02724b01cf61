package assay.engine.torch;

import assay.training.spec.LayerName;
import assay.training.spec.NormalizationLayer;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch normalisation. Running moments follow Keras: they keep {@code momentum} of themselves and
 * take the variance as it is over the batch, where LibTorch's own would take the estimate for the
 * whole population.
 */
final class BatchNormalization implements Operation {

  /** Axes of a batch of sequences, whose features come last; their steps count as samples. */
  private static final long SEQUENCE = 3;

  private final NormalizationLayer.BatchNormalization layer;
  private final Tensor scale;
  private final Tensor offset;
  private final Tensor mean;
  private final Tensor variance;

  BatchNormalization(
      NormalizationLayer.BatchNormalization layer, LayerName name, Parameters parameters) {
    this.layer = layer;
    this.scale = parameters.get(name, "gamma");
    this.offset = parameters.get(name, "beta");
    this.mean = parameters.get(name, "moving_mean");
    this.variance = parameters.get(name, "moving_variance");
  }

  @Override
  public Tensor apply(List<Tensor> inputs, Pass pass) {
    Tensor input = inputs.get(0);
    if (input.dim() != SEQUENCE) {
      return normalised(input, pass);
    }
    Tensor steps = input.reshape(input.size(0) * input.size(1), input.size(2));
    return normalised(steps, pass).reshape(input.size(0), input.size(1), input.size(2));
  }

  /** Channels lie along the second axis. */
  private Tensor normalised(Tensor input, Pass pass) {
    T_TensorTensorTensor_T results =
        torch.native_batch_norm(
            input,
            new TensorOptional(scale),
            new TensorOptional(offset),
            pass.isLearning() ? new TensorOptional() : new TensorOptional(mean),
            pass.isLearning() ? new TensorOptional() : new TensorOptional(variance),
            pass.isLearning(),
            0,
            layer.epsilon());
    if (pass.isLearning()) {
      follow(results.get1().detach(), results.get2().detach());
    }
    return results.get0();
  }

  /** The library gives the deviation's inverse, epsilon included. */
  private void follow(Tensor batchMean, Tensor inverseDeviation) {
    Scalar share = new Scalar(1 - layer.momentum());
    Tensor batchVariance = inverseDeviation.pow(new Scalar(-2)).sub(new Scalar(layer.epsilon()));
    mean.lerp_(batchMean, share);
    variance.lerp_(batchVariance, share);
  }
}
