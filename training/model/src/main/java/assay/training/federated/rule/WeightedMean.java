package assay.training.federated.rule;

import org.jspecify.annotations.Nullable;

/**
 * The mean of the updates, each weighted by its samples: Σ w·Δ / Σ w (McMahan et al.,
 * "Communication-Efficient Learning of Deep Networks from Decentralized Data", 2017). Streaming: a
 * round over d parameters holds 8·d bytes of {@linkplain FloatPairs sums}, of which one half
 * becomes the result, and one update that waits for a second, however many clients there are. One
 * attacker moves it as far as he likes.
 */
public record WeightedMean() implements AggregationRule {

  @Override
  public Aggregation begin(int parameters) {
    return new Sums(parameters);
  }

  @Override
  public int fewest() {
    return 1;
  }

  private static final class Sums implements Aggregation {

    private final FloatPairs sums;
    private double weight;
    private @Nullable Update waiting;

    Sums(int parameters) {
      this.sums = new FloatPairs(parameters);
    }

    @Override
    public void accept(Update update) {
      // As the sums take it: what does not fit a float is left out of both.
      weight += (float) update.weight();
      if (waiting == null) {
        waiting = update;
      } else {
        sums.add(waiting, update);
        waiting = null;
      }
    }

    @Override
    public float[] result() {
      if (weight == 0) {
        throw new AggregationRefusedException(
            "The mean of no update is nothing; wait for at least one.");
      }
      if (waiting != null) {
        sums.add(waiting, new Update(waiting.client(), waiting.delta(), 0));
        waiting = null;
      }
      return sums.dividedBy(weight);
    }
  }
}
