package assay.training.federated.reference;

import assay.training.federated.Seeds;
import assay.training.federated.client.Correction;
import assay.training.federated.client.LocalTraining;
import assay.training.federated.client.LocalTraining.Task;
import assay.training.federated.contribution.RankCorrelation;
import assay.training.federated.contribution.RoundReconstruction;
import assay.training.federated.contribution.Shapley;
import assay.training.federated.data.DigitsData;
import assay.training.federated.data.Federation;
import assay.training.federated.data.Samples;
import assay.training.federated.model.Perceptron;
import assay.training.federated.rule.Update;
import assay.training.federated.simulation.Conditions;
import assay.training.federated.simulation.Plan;
import assay.training.federated.simulation.Simulation;
import assay.training.federated.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Exact Shapley values of five clients whose labels are the more by chance, the later they come: 0,
 * 0, 25, 50 and 100 %. Every one of the 32 coalitions trains anew, 10 rounds of 1 epoch; what it is
 * worth is its accuracy on 540 digits.
 */
public final class ShapleyTable {

  private static final double[] NOISE = {0, 0, 0.25, 0.5, 1};
  private static final double[] TOLD = {.232, .229, .201, .133, -.052};
  private static final int CLIENTS = NOISE.length;
  private static final int ALL = (1 << CLIENTS) - 1;
  private static final int ROUNDS = 10;
  private static final LocalTraining TRAINING = new LocalTraining(0.1f, 16);
  private static final long FLIPPING = 7;

  /** The published values are those of one seed: as far as one seed lies from another. */
  private static final double TOLERANCE = 0.05;

  private static final double ROUNDING = 1e-12;

  private final long[] seeds;

  ShapleyTable(int seeds) {
    this.seeds = LongStream.range(0, seeds).toArray();
  }

  private record Run(long seed, int coalition) {}

  List<TableRow> rows(BiConsumer<Integer, Integer> watch) {
    List<Run> runs = new ArrayList<>();
    for (long seed : seeds) {
      IntStream.rangeClosed(0, ALL).forEach(coalition -> runs.add(new Run(seed, coalition)));
    }
    Map<Run, Double> worths = Runs.all(runs, ShapleyTable::worth, watch);
    List<double[]> values =
        LongStream.of(seeds)
            .mapToObj(seed -> Shapley.values(CLIENTS, coalition -> of(seed, coalition, worths)))
            .toList();
    List<TableRow> rows = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      double[] theirs = values.stream().mapToDouble(each -> each[client]).toArray();
      String line = "client %d, %.0f %% of labels by chance".formatted(i + 1, NOISE[i] * 100);
      rows.add(TableRow.near(line, "value", TOLD[i], TOLERANCE, Statistics.mean(theirs)));
    }
    addStatements(rows, values, worths);
    rows.add(
        TableRow.atLeast(
            "every seed", "rank correlation of reconstruction", .9, .9, leastCorrelation(values)));
    return rows;
  }

  private void addStatements(List<TableRow> rows, List<double[]> values, Map<Run, Double> worths) {
    double off = 0;
    double noisiest = Double.NEGATIVE_INFINITY;
    double disorder = 0;
    for (int i = 0; i < seeds.length; i++) {
      double[] each = values.get(i);
      double all = of(seeds[i], ALL, worths) - of(seeds[i], 0, worths);
      off = Math.max(off, Math.abs(Arrays.stream(each).sum() - all));
      noisiest = Math.max(noisiest, each[CLIENTS - 1]);
      disorder += isInOrder(each) ? 0 : 1;
    }
    String every = "every seed";
    rows.add(TableRow.atMost(every, "sum of values off acc(all) - acc(none)", 0, ROUNDING, off));
    rows.add(TableRow.atMost(every, "value of all noise, the largest", -.052, 0, noisiest));
    rows.add(TableRow.atMost(every, "seeds out of the noise's order", 0, 0, disorder));
  }

  private double leastCorrelation(List<double[]> values) {
    return IntStream.range(0, seeds.length)
        .mapToDouble(i -> RankCorrelation.spearman(values.get(i), reconstructed(seeds[i])))
        .min()
        .orElseThrow();
  }

  /**
   * Values by one training of all clients, round by round, in nats of loss: a round's accuracies
   * jump too much to rank by.
   */
  private static double[] reconstructed(long seed) {
    Federation whole = new DigitsData(0).federation(CLIENTS, seed);
    Perceptron model = Perceptron.of(64, 64, 10);
    float[] parameters = model.initial(Seeds.generator(seed));
    double[] values = new double[CLIENTS];
    for (int round = 0; round < ROUNDS; round++) {
      List<Update> updates = updates(model, parameters, whole, seed, round);
      double[] gained =
          RoundReconstruction.values(
              parameters, updates, at -> -model.evaluate(at, whole.test()).loss());
      for (int client = 0; client < CLIENTS; client++) {
        values[client] += gained[client];
      }
      parameters = RoundReconstruction.reached(parameters, updates, ALL);
    }
    return values;
  }

  private static List<Update> updates(
      Perceptron model, float[] parameters, Federation whole, long seed, int round) {
    List<Update> updates = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      Samples samples = noisy(whole.clients().get(client), client, seed);
      RandomGenerator random = Seeds.generator(seed, round, client);
      float[] delta =
          TRAINING.train(model, parameters, new Task(samples, 1, Correction.NONE, random));
      for (int i = 0; i < delta.length; i++) {
        delta[i] -= parameters[i];
      }
      updates.add(new Update("client-" + client, delta, samples.size()));
    }
    return updates;
  }

  /** The two without noise may come either way. */
  private static boolean isInOrder(double... values) {
    return Math.min(values[0], values[1]) > values[2]
        && values[2] > values[3]
        && values[3] > values[4];
  }

  private static double of(long seed, int coalition, Map<Run, Double> worths) {
    return Objects.requireNonNull(worths.get(new Run(seed, coalition)));
  }

  private static Double worth(Run run) {
    Federation whole = new DigitsData(0).federation(CLIENTS, run.seed());
    Perceptron model = Perceptron.of(64, 64, 10);
    List<Samples> members =
        IntStream.range(0, CLIENTS)
            .filter(client -> (run.coalition() >> client & 1) == 1)
            .mapToObj(client -> noisy(whole.clients().get(client), client, run.seed()))
            .toList();
    if (members.isEmpty()) {
      // Without anybody the model is the one that every coalition begins with.
      Plan plan = new Plan(1, 1, 1, TRAINING, run.seed());
      Simulation beginning = new Simulation(model, whole, plan, Conditions.of(Strategy.FED_AVG));
      return model.evaluate(beginning.parameters(), whole.test()).accuracy();
    }
    Simulation simulation =
        new Simulation(
            model,
            new Federation(members, whole.test()),
            new Plan(ROUNDS, members.size(), 1, TRAINING, run.seed()),
            Conditions.of(Strategy.FED_AVG));
    return simulation.run(any -> {}).get(ROUNDS - 1).test().accuracy();
  }

  private static Samples noisy(Samples samples, int client, long seed) {
    RandomGenerator random = Seeds.generator(seed, FLIPPING, client);
    return samples.relabelled(
        place ->
            random.nextDouble() < NOISE[client]
                ? random.nextInt(samples.classes())
                : samples.label(place));
  }
}
