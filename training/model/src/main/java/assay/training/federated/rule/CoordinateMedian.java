package assay.training.federated.rule;

import java.util.List;

/**
 * The median of each coordinate, of an even number the mean of the middle two (Yin et al.,
 * "Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates", 2018). Weights do not
 * count. Holds while fewer than half of the clients are attackers. Needs all vectors.
 */
public record CoordinateMedian() implements WholeRoundRule {

  @Override
  public int fewest() {
    return 1;
  }

  @Override
  public float[] aggregate(List<Update> updates) {
    float[][] vectors = WholeRound.vectors(updates, this);
    return ColumnBlocks.join(vectors, new MiddleMean(vectors.length, (vectors.length - 1) / 2));
  }
}
