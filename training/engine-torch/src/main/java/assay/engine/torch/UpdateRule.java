package assay.engine.torch;

import assay.training.spec.Optimizer;
import org.bytedeco.pytorch.Tensor;

/**
 * How what is learned follows its gradient, with Keras's meaning of each term, over all numbers of
 * a replica at once. Its memory lies in Keras's order, one part after the other, so that it reads
 * the same on any device.
 */
sealed interface UpdateRule permits AdamRule, AdagradRule, AdadeltaRule, RmsPropRule, SgdRule {

  static UpdateRule of(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Adam adam) {
      return new AdamRule(adam, 0);
    }
    if (optimizer instanceof Optimizer.AdamW adamW) {
      return AdamRule.of(adamW);
    }
    if (optimizer instanceof Optimizer.Adagrad adagrad) {
      return new AdagradRule(adagrad);
    }
    if (optimizer instanceof Optimizer.Adadelta adadelta) {
      return new AdadeltaRule(adadelta);
    }
    if (optimizer instanceof Optimizer.RmsProp rmsProp) {
      return new RmsPropRule(rmsProp);
    }
    return new SgdRule((Optimizer.Sgd) optimizer);
  }

  /** Numbers remembered per number learned. */
  int memoryPerNumber();

  /** What each of them is before the first step. */
  default double memoryBegins() {
    return 0;
  }

  /**
   * One step.
   *
   * @param parameters whose gradient was just computed
   * @param memory as many numbers per number learned as this rule remembers
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
