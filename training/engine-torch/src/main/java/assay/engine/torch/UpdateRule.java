package assay.engine.torch;

import assay.training.spec.Optimizer;
import org.bytedeco.pytorch.Tensor;

/**
 * How what is learned follows its gradient, with Keras's meaning of each term, over all numbers of
 * a replica at once. Its memory lies in Keras's order, one part after the other, so that it reads
 * the same on any device.
 */
sealed interface UpdateRule permits AdamRule, RmsPropRule, SgdRule {

  static UpdateRule of(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Adam adam) {
      return new AdamRule(adam);
    }
    if (optimizer instanceof Optimizer.RmsProp rmsProp) {
      return new RmsPropRule(rmsProp);
    }
    return new SgdRule((Optimizer.Sgd) optimizer);
  }

  /** Numbers remembered per number learned. */
  int memoryPerNumber();

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
