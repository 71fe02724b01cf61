package assay.engine.torch;

import assay.training.spec.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Adagrad: steps divided by the root of all squares so far. */
record AdagradRule(Optimizer.Adagrad adagrad) implements UpdateRule {

  @Override
  public void begin(Tensor memory) {
    NativeScope.in(() -> memory.fill_(new Scalar(adagrad.initialAccumulator())));
  }

  @Override
  public void apply(Parameters parameters, Tensor memory, Step step) {
    Tensor gradient = parameters.gradient();
    memory.addcmul_(gradient, gradient);
    Tensor root = memory.add(new Scalar(adagrad.epsilon())).sqrt_();
    parameters.learned().addcdiv_(gradient, root, new Scalar(-step.rate()));
  }
}
