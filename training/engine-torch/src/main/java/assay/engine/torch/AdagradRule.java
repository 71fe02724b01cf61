package assay.engine.torch;

import assay.training.spec.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Adagrad: each number's steps shrink with the squares it has seen. */
record AdagradRule(Optimizer.Adagrad adagrad) implements UpdateRule {

  @Override
  public int memoryPerNumber() {
    return 1;
  }

  @Override
  public double memoryBegins() {
    return adagrad.initialAccumulator();
  }

  @Override
  public void apply(Parameters parameters, Tensor memory, Step step) {
    Tensor gradient = parameters.gradient();
    memory.addcmul_(gradient, gradient);
    Tensor root = memory.sqrt().add_(new Scalar(adagrad.epsilon()));
    parameters.learned().addcdiv_(gradient, root, new Scalar(-step.rate()));
  }
}
