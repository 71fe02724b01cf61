package assay.training.federated.rule;

/**
 * The mean of the updates, each weighted by its samples: Σ w·Δ / Σ w (McMahan et al.,
 * "Communication-Efficient Learning of Deep Networks from Decentralized Data", 2017). Streaming: a
 * round over d parameters holds 8·d bytes of sums, and 4·d more when it ends, however many clients
 * there are. Sums are in double precision. One attacker moves it as far as he likes.
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

    private final double[] sums;
    private double weight;

    Sums(int parameters) {
      this.sums = new double[parameters];
    }

    @Override
    public void accept(Update update) {
      addTo(sums, update.delta(), update.weight());
      weight += update.weight();
    }

    private static void addTo(double[] sums, float[] delta, double weight) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * delta[i];
      }
    }

    @Override
    public float[] result() {
      if (weight == 0) {
        throw new AggregationRefusedException(
            "The mean of no update is nothing; wait for at least one.");
      }
      float[] mean = new float[sums.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (sums[i] / weight);
      }
      return mean;
    }
  }
}
