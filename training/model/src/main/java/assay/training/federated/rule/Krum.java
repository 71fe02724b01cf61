package assay.training.federated.rule;

import java.util.List;

/**
 * The one update that lies nearest to its n - f - 2 nearest others (Blanchard et al., "Machine
 * Learning with Adversaries: Byzantine Tolerant Gradient Descent", 2017). Weights do not count.
 * Needs all vectors, and 8·n² bytes.
 *
 * @param attackers f, how many to hold against, from 0; the rule needs 2·f + 3 updates
 */
public record Krum(int attackers) implements WholeRoundRule {

  private static final int ONE = 1;

  public Krum {
    if (attackers < 0) {
      throw new AggregationRefusedException(
          "Krum holds against 0 or more attackers, not " + attackers + ".");
    }
  }

  @Override
  public int fewest() {
    return 2 * attackers + 3;
  }

  @Override
  public float[] aggregate(List<Update> updates) {
    return new MultiKrum(attackers, ONE).aggregate(updates);
  }
}
