package assay.engine.torch;

import assay.training.spec.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Adadelta: steps as large as the root of the recent squares of steps. */
record AdadeltaRule(Optimizer.Adadelta adadelta) implements UpdateRule {

  @Override
  public void apply(Parameters parameters, Tensor memory, Step step) {
    long count = parameters.learned().numel();
    Tensor gradient = parameters.gradient();
    Tensor squares = follow(memory.narrow(0, 0, count), gradient);
    Tensor steps = memory.narrow(0, count, count);
    Tensor move = root(steps).div_(root(squares)).mul_(gradient);
    follow(steps, move);
    parameters.learned().add_(move, new Scalar(-step.rate()));
  }

  private Tensor follow(Tensor mean, Tensor value) {
    return mean.mul_(new Scalar(adadelta.rho()))
        .addcmul_(value, value, new Scalar(1 - adadelta.rho()));
  }

  private Tensor root(Tensor mean) {
    return mean.add(new Scalar(adadelta.epsilon())).sqrt_();
  }
}
