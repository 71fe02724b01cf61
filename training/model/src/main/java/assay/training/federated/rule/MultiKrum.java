package assay.training.federated.rule;

import java.util.List;

/**
 * The mean of the m updates with the best scores, where a score is the sum of an update's squared
 * distances to its n - f - 2 nearest others (Blanchard et al., "Machine Learning with Adversaries:
 * Byzantine Tolerant Gradient Descent", 2017). Weights do not count. Needs all vectors, and 8·n²
 * bytes.
 *
 * @param attackers f, how many to hold against, from 0
 * @param kept m, from 1; 0 for n - f
 */
public record MultiKrum(int attackers, int kept) implements WholeRoundRule {

  public MultiKrum {
    if (attackers < 0 || kept < 0) {
      throw new AggregationRefusedException(
          "MultiKrum holds against 0 or more attackers and keeps 1 or more updates (0: all but as"
              + " many), not %d and %d.".formatted(attackers, kept));
    }
  }

  @Override
  public int fewest() {
    return Math.max(2 * attackers + 3, kept);
  }

  @Override
  public float[] aggregate(List<Update> updates) {
    float[][] vectors = WholeRound.vectors(updates, this);
    KrumScores scores = new KrumScores(SquaredDistances.of(vectors), attackers);
    int best = kept == 0 ? vectors.length - attackers : kept;
    return PlainMean.of(
        scores.ranked().stream().limit(best).map(place -> vectors[place]).toArray(float[][]::new));
  }
}
