package assay.training.bounty;

import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;

/**
 * How a bounty is trained by rounds on the sites of its datasets' owners. Sites learn by plain
 * stochastic gradient descent, whatever the model's own optimizer is (McMahan et al.,
 * "Communication-Efficient Learning of Deep Networks from Decentralized Data", 2017).
 *
 * @param strategy {@value #FED_AVG}
 * @param rounds 1 to 10 000
 * @param localEpochs passes of a site over its data in one round, 1 to 1 000
 * @param batchSize samples of a step, 1 to 1 000 000
 * @param learningRate of the sites' steps, above 0 and at most 10
 * @param leastSites with fewer updates a round gives no model, 1 to {@value #MOST_SITES}
 * @param roundSeconds the longest that a round waits for sites, 1 to 604 800
 */
public record FederatedTerms(
    String strategy,
    int rounds,
    int localEpochs,
    int batchSize,
    double learningRate,
    int leastSites,
    int roundSeconds) {

  /** The clients' weighted average is the next model. */
  public static final String FED_AVG = "fed-avg";

  /** As many datasets as a bounty lists at most. */
  public static final int MOST_SITES = 16;

  private static final int MOST_ROUNDS = 10_000;
  private static final int MOST_EPOCHS = 1_000;
  private static final int MOST_BATCH = 1_000_000;
  private static final int WEEK = 604_800;
  private static final double HIGHEST_RATE = 10;

  public FederatedTerms {
    if (!strategy.equals(FED_AVG)) {
      throw new IllegalArgumentException(
          "The strategy is '%s'; agents train by %s.".formatted(strategy, FED_AVG));
    }
    requireWithin("rounds", rounds, MOST_ROUNDS);
    requireWithin("localEpochs", localEpochs, MOST_EPOCHS);
    requireWithin("batchSize", batchSize, MOST_BATCH);
    requireWithin("leastSites", leastSites, MOST_SITES);
    requireWithin("roundSeconds", roundSeconds, WEEK);
    if (!(learningRate > 0 && learningRate <= HIGHEST_RATE)) {
      throw new IllegalArgumentException(
          "learningRate is %s; give a number above 0, at most 10.".formatted(learningRate));
    }
  }

  private static void requireWithin(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s is %d; give 1 to %d.".formatted(name, value, most));
    }
  }

  /** The model as sites train it. */
  public ModelSpec onSites(ModelSpec model) {
    return new ModelSpec(
        model.input(),
        model.layers(),
        model.loss(),
        new Optimizer.Sgd(learningRate, 0, false),
        model.metrics());
  }
}
