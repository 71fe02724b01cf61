package assay.training.federated.contribution;

import assay.training.federated.rule.Aggregation;
import assay.training.federated.rule.Update;
import assay.training.federated.rule.WeightedMean;
import assay.training.federated.strategy.Strategy;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Shapley values of one round without training anew: what a coalition would have reached is put
 * together from its members' updates of the round. Summed over the rounds of a run they stand in
 * for the exact values (multi-round reconstruction; Song et al., "Profit Allocation for Federated
 * Learning", 2019). Stateless.
 */
public final class RoundReconstruction {

  private RoundReconstruction() {}

  /**
   * Each update's value, in the updates' order; they sum up to what the round gained.
   *
   * @param start the model that the round began with
   * @param updates of the round, 1 to {@link Shapley#MOST_PLAYERS}
   * @param worth of a model, such as its accuracy
   */
  public static double[] values(
      float[] start, List<Update> updates, ToDoubleFunction<float[]> worth) {
    return Shapley.values(
        updates.size(), coalition -> worth.applyAsDouble(reached(start, updates, coalition)));
  }

  /** Where the coalition's weighted mean leads from the round's start. */
  public static float[] reached(float[] start, List<Update> updates, int coalition) {
    float[] model = start.clone();
    if (coalition == 0) {
      return model;
    }
    Aggregation mean = new WeightedMean().begin(start.length);
    for (int i = 0; i < updates.size(); i++) {
      if ((coalition >> i & 1) == 1) {
        mean.accept(updates.get(i));
      }
    }
    Strategy.FED_AVG.optimizer(model.length).step(model, mean.result());
    return model;
  }
}
