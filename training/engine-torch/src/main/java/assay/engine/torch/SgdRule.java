package assay.engine.torch;

import assay.training.spec.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Gradient descent, with classical momentum or Nesterov's. */
record SgdRule(Optimizer.Sgd sgd) implements UpdateRule {

  @Override
  public int memoryPerNumber() {
    return sgd.momentum() == 0 ? 0 : 1;
  }

  @Override
  public void apply(Parameters parameters, Tensor memory, Step step) {
    Tensor learned = parameters.learned();
    Scalar downhill = new Scalar(-step.rate());
    if (sgd.momentum() == 0) {
      learned.add_(parameters.gradient(), downhill);
      return;
    }
    Scalar kept = new Scalar(sgd.momentum());
    memory.mul_(kept).add_(parameters.gradient(), downhill);
    if (sgd.nesterov()) {
      learned.add_(memory, kept).add_(parameters.gradient(), downhill);
    } else {
      learned.add_(memory);
    }
  }
}
