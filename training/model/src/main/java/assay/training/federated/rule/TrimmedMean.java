package assay.training.federated.rule;

import java.util.List;

/**
 * The mean of each coordinate without its ⌊β·n⌋ smallest and as many largest values (Yin et al.,
 * "Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates", 2018). Weights do not
 * count. Needs all vectors.
 *
 * @param fraction β, left out at each end, from 0 to less than a half
 */
public record TrimmedMean(double fraction) implements WholeRoundRule {

  public TrimmedMean {
    if (!(fraction >= 0 && fraction < 0.5)) {
      throw new AggregationRefusedException(
          "A trimmed mean leaves out from 0 to less than 0.5 at each end, not " + fraction + ".");
    }
  }

  @Override
  public int fewest() {
    return 1;
  }

  @Override
  public float[] aggregate(List<Update> updates) {
    float[][] vectors = WholeRound.vectors(updates, this);
    int dropped = (int) Math.floor(fraction * vectors.length);
    return ColumnBlocks.join(vectors, new MiddleMean(vectors.length, dropped));
  }
}
