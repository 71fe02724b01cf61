package assay.engine.torch;

import assay.training.spec.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** RMSprop: steps divided by the root of the recent mean square. */
record RmsPropRule(Optimizer.RmsProp rmsProp) implements UpdateRule {

  @Override
  public int memoryPerNumber() {
    return 1;
  }

  @Override
  public void apply(Parameters parameters, Tensor memory, Step step) {
    Tensor gradient = parameters.gradient();
    memory
        .mul_(new Scalar(rmsProp.rho()))
        .addcmul_(gradient, gradient, new Scalar(1 - rmsProp.rho()));
    Tensor root = memory.add(new Scalar(rmsProp.epsilon())).sqrt_();
    parameters.learned().addcdiv_(gradient, root, new Scalar(-step.rate()));
  }
}
