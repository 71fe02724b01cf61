package assay.engine.torch;

import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import org.bytedeco.pytorch.Tensor;

/**
 * How what is learned follows its gradient, with Keras's meaning of each term, over all numbers of
 * a replica at once. Its memory lies in Keras's order, one part after the other, so that it reads
 * the same on any device.
 */
sealed interface UpdateRule
    permits AdadeltaRule, AdagradRule, AdamRule, AdamWRule, RmsPropRule, SgdRule {

  static UpdateRule of(ModelSpec spec) {
    Optimizer optimizer = spec.optimizer();
    if (optimizer instanceof Optimizer.Adam adam) {
      return new AdamRule(adam);
    }
    if (optimizer instanceof Optimizer.AdamW adamW) {
      return AdamWRule.of(adamW, spec);
    }
    if (optimizer instanceof Optimizer.RmsProp rmsProp) {
      return new RmsPropRule(rmsProp);
    }
    if (optimizer instanceof Optimizer.Adagrad adagrad) {
      return new AdagradRule(adagrad);
    }
    if (optimizer instanceof Optimizer.Adadelta adadelta) {
      return new AdadeltaRule(adadelta);
    }
    return new SgdRule((Optimizer.Sgd) optimizer);
  }

  /** Readies a memory of zeros for the first step. */
  default void begin(Tensor memory) {
    // Most begin at zero.
  }

  /**
   * One step.
   *
   * @param parameters whose gradient was just computed
   * @param memory as many numbers per number learned as the optimizer remembers
   * @param step where in the training it is
   */
  void apply(Parameters parameters, Tensor memory, Step step);

  /**
   * Where in the training a step is.
   *
   * @param number steps up to and with this one, from 1
   * @param rate the step size under the schedule
   */
  record Step(long number, double rate) {}
}
