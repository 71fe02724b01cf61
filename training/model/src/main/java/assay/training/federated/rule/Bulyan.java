package assay.training.federated.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Picks θ = n - 2f updates by Krum, one after the other, each among those not yet picked; then of
 * each coordinate the mean of the θ - 2f values nearest to their median, of two as near the smaller
 * (El Mhamdi et al., "The Hidden Vulnerability of Distributed Learning in Byzantium", 2018). The
 * distances are worked out once. Weights do not count. Needs all vectors, and 8·n² bytes.
 *
 * @param attackers f, how many to hold against, from 0; the rule needs 4·f + 3 updates
 */
public record Bulyan(int attackers) implements WholeRoundRule {

  public Bulyan {
    if (attackers < 0) {
      throw new AggregationRefusedException(
          "Bulyan holds against 0 or more attackers, not " + attackers + ".");
    }
  }

  @Override
  public int fewest() {
    return 4 * attackers + 3;
  }

  @Override
  public float[] aggregate(List<Update> updates) {
    float[][] picked = picked(WholeRound.vectors(updates, this));
    return ColumnBlocks.join(picked, new NearMedian(picked.length, 2 * attackers));
  }

  private float[][] picked(float[][] vectors) {
    KrumScores scores = new KrumScores(SquaredDistances.of(vectors), attackers);
    List<Integer> left =
        IntStream.range(0, vectors.length).boxed().collect(Collectors.toCollection(ArrayList::new));
    float[][] picked = new float[vectors.length - 2 * attackers][];
    for (int i = 0; i < picked.length; i++) {
      Integer best = scores.ranked(left).get(0);
      left.remove(best);
      picked[i] = vectors[best];
    }
    return picked;
  }

  /** The mean of each column's values nearest to its median; in order they stand side by side. */
  private static final class NearMedian implements ColumnBlocks.BlockRule {

    private final SelectionNetwork network;
    private final int rows;
    private final int dropped;

    NearMedian(int rows, int dropped) {
      this.network = SelectionNetwork.of(rows, 0, rows - 1);
      this.rows = rows;
      this.dropped = dropped;
    }

    @Override
    public void join(float[][] block, int columns, float[] result, int from) {
      network.apply(block, columns);
      for (int column = 0; column < columns; column++) {
        result[from + column] = mean(block, column);
      }
    }

    private float mean(float[][] block, int column) {
      int kept = rows - dropped;
      double median =
          ((double) block[(rows - 1) / 2][column] + (double) block[rows / 2][column]) / 2;
      int first = 0;
      while (first < dropped
          && block[first + kept][column] - median < median - block[first][column]) {
        first++;
      }
      double sum = 0;
      for (int rank = first; rank < first + kept; rank++) {
        sum += block[rank][column];
      }
      return (float) (sum / kept);
    }
  }
}
