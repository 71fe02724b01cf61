package assay.training.pool;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.pool.JointRound.Contribution;
import java.util.function.Predicate;

/**
 * Tells weights that an epoch can have given from numbers that would only spoil an average: those
 * that lie far beyond where the operator's own epoch led from the same beginning. A limit on the
 * norm of what members send bounds what one of them can do to a round (Sun et al., "Can You Really
 * Backdoor Federated Learning?", 2019); it does not tell small lies from training. Learned numbers
 * and running moments are measured apart. Immutable.
 */
public final class StepGuard {

  /** Times the operator's own distance: data of another kind gives a few times. */
  private static final double FARTHEST = 10;

  /**
   * Of the common weights' norm: a distance that is no harm, where the operator learned nothing.
   */
  private static final double HARMLESS = 0.1;

  private final Weights common;
  private final Contribution own;

  /**
   * @param common what all began with
   * @param own what the operator reached, who trusts himself
   */
  public StepGuard(Weights common, Contribution own) {
    this.common = common;
    this.own = own;
  }

  /**
   * Refuses weights that lie too far from the common ones. Who has more samples takes more steps,
   * and may come as many times as far.
   *
   * @throws RoundRefusedException with both distances
   */
  public void require(Contribution other) {
    require(other, "weights", tensor -> tensor.spec().isTrained());
    require(other, "running moments", tensor -> !tensor.spec().isTrained());
  }

  private void require(Contribution other, String what, Predicate<Tensor> isMeant) {
    double steps = Math.max(1, (double) other.samples() / own.samples());
    double usual = distance(own.weights(), isMeant);
    double limit = Math.max(FARTHEST * steps * usual, HARMLESS * norm(isMeant));
    double distance = distance(other.weights(), isMeant);
    if (distance > limit) {
      throw new RoundRefusedException(
          "Its %s lie %.3g from the common ones, the operator's own %.3g; more than %.3g is no training."
              .formatted(what, distance, usual, limit));
    }
  }

  private double norm(Predicate<Tensor> isMeant) {
    double squares = 0;
    for (Tensor tensor : common.tensors()) {
      for (int i = 0; i < tensor.size() && isMeant.test(tensor); i++) {
        squares += (double) tensor.value(i) * tensor.value(i);
      }
    }
    return Math.sqrt(squares);
  }

  private double distance(Weights reached, Predicate<Tensor> isMeant) {
    double squares = 0;
    for (Tensor tensor : common.tensors()) {
      Tensor there = reached.tensor(tensor.spec());
      for (int i = 0; i < tensor.size() && isMeant.test(tensor); i++) {
        double step = (double) there.value(i) - tensor.value(i);
        squares += step * step;
      }
    }
    return Math.sqrt(squares);
  }
}
