package assay.engine.torch;

import assay.training.spec.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adadelta: steps as large as the last ones were; remembers squares of gradients, then of steps.
 */
record AdadeltaRule(Optimizer.Adadelta adadelta) implements UpdateRule {

  @Override
  public int memoryPerNumber() {
    return 2;
  }

  @Override
  public void apply(Parameters parameters, Tensor memory, Step step) {
    long count = parameters.learned().numel();
    Tensor gradients = memory.narrow(0, 0, count);
    Tensor steps = memory.narrow(0, count, count);
    follow(gradients, parameters.gradient());
    Tensor taken = root(steps).div_(root(gradients)).mul_(parameters.gradient());
    follow(steps, taken);
    parameters.learned().add_(taken, new Scalar(-step.rate()));
  }

  private void follow(Tensor mean, Tensor values) {
    mean.mul_(new Scalar(adadelta.rho()));
    mean.addcmul_(values, values, new Scalar(1 - adadelta.rho()));
  }

  private Tensor root(Tensor mean) {
    return mean.add(new Scalar(adadelta.epsilon())).sqrt_();
  }
}
