package assay.engine.torch;

import assay.training.spec.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam as Kingma and Ba's paper orders it at the end of its section 2, and Keras with it; AdamW
 * where weights shrink before each step.
 *
 * @param adam its settings
 * @param weightDecay share of a kernel lost per step at step size 1
 */
record AdamRule(Optimizer.Adam adam, double weightDecay) implements UpdateRule {

  static AdamRule of(Optimizer.AdamW adamW) {
    return new AdamRule(
        new Optimizer.Adam(adamW.learningRate(), adamW.beta1(), adamW.beta2(), adamW.epsilon()),
        adamW.weightDecay());
  }

  @Override
  public int memoryPerNumber() {
    return 2;
  }

  @Override
  public void apply(Parameters parameters, Tensor memory, Step step) {
    if (weightDecay > 0) {
      parameters.shrink(1 - weightDecay * step.rate());
    }
    long count = parameters.learned().numel();
    Tensor gradient = parameters.gradient();
    Tensor mean = memory.narrow(0, 0, count);
    Tensor variance = memory.narrow(0, count, count);
    mean.lerp_(gradient, new Scalar(1 - adam.beta1()));
    variance
        .mul_(new Scalar(adam.beta2()))
        .addcmul_(gradient, gradient, new Scalar(1 - adam.beta2()));
    Tensor root = variance.sqrt().add_(new Scalar(adam.epsilon()));
    parameters.learned().addcdiv_(mean, root, new Scalar(-corrected(step)));
  }

  /** Both moments begin at zero; this makes up for it. */
  private double corrected(Step step) {
    double meanWeight = 1 - Math.pow(adam.beta1(), (double) step.number());
    double varianceWeight = 1 - Math.pow(adam.beta2(), (double) step.number());
    return step.rate() * Math.sqrt(varianceWeight) / meanWeight;
  }
}
