package assay.training.federated.rule;

import java.util.ArrayList;
import java.util.List;

/** Gathers a round's updates for a rule that needs all of them. */
final class WholeRound implements Aggregation {

  private final WholeRoundRule rule;
  private final List<Update> updates = new ArrayList<>();

  WholeRound(WholeRoundRule rule) {
    this.rule = rule;
  }

  @Override
  public void accept(Update update) {
    updates.add(update);
  }

  @Override
  public float[] result() {
    return rule.aggregate(updates);
  }

  /** The vectors, if they are enough for the rule. */
  static float[][] vectors(List<Update> updates, AggregationRule rule) {
    if (updates.size() < rule.fewest()) {
      throw new AggregationRefusedException(
          "%s needs at least %d updates and got %d; ask more clients, or expect fewer attackers."
              .formatted(rule, rule.fewest(), updates.size()));
    }
    return updates.stream().map(Update::delta).toArray(float[][]::new);
  }
}
