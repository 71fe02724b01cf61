package assay.training.federated.reference;

import assay.training.federated.attack.Attack;
import assay.training.federated.client.LocalTraining;
import assay.training.federated.compression.TopK;
import assay.training.federated.data.DigitsData;
import assay.training.federated.data.Federation;
import assay.training.federated.model.Perceptron;
import assay.training.federated.rule.AggregationRule;
import assay.training.federated.rule.CoordinateMedian;
import assay.training.federated.rule.Krum;
import assay.training.federated.rule.MultiKrum;
import assay.training.federated.rule.TrimmedMean;
import assay.training.federated.rule.WeightedMean;
import assay.training.federated.simulation.Conditions;
import assay.training.federated.simulation.Plan;
import assay.training.federated.simulation.RoundRecord;
import assay.training.federated.simulation.Simulation;
import assay.training.federated.strategy.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

/**
 * A net 64-64-10 on the handwritten digits, 10 clients, 30 rounds of 2 epochs, learning rate 0.1,
 * batches of 16: accuracies on 540 digits, against those that another implementation gave.
 */
public final class DigitsTable {

  private static final int CLIENTS = 10;
  private static final int ROUNDS = 30;
  private static final int LONG = 60;
  private static final int EPOCHS = 2;
  private static final int ATTACKERS = 3;
  private static final double GOAL = 0.95;
  private static final LocalTraining TRAINING = new LocalTraining(0.1f, 16);
  static final String SHARDS = "FedAvg, 2 shards a client";
  static final String SCAFFOLD = "SCAFFOLD, 2 shards a client";

  /** The largest deviation that is published, for figures that came without one. */
  private static final double DEVIATION = 0.012;

  private final long[] seeds;
  private final Map<String, Line> lines = new LinkedHashMap<>();

  DigitsTable(int seeds) {
    this.seeds = LongStream.range(0, seeds).toArray();
    Conditions average = Conditions.of(Strategy.FED_AVG);
    add("centralised, 60 epochs", new Line(average, 0, 1, ROUNDS, .9704, .0069));
    add("FedAvg iid", new Line(average, 0, CLIENTS, ROUNDS, .9544, .0073));
    add(SHARDS, new Line(average, 2, CLIENTS, LONG, .9015, .0120));
    add(SCAFFOLD, new Line(Conditions.of(Strategy.SCAFFOLD), 2, CLIENTS, LONG, .9563, .0067));
    addAttack("sign-flip x4", new Attack(Attack.Kind.SIGN_FLIP, 4), .100, .930, .928, .916, .953);
    addAttack("label flip", new Attack(Attack.Kind.LABEL_FLIP, 1), .899, .944, .945, .916, .953);
    add("top-k 10 %", iid(average.withCompression(new TopK(0.1)), .951));
    add("top-k 1 %", iid(average.withCompression(new TopK(0.01)), .943));
  }

  /** One line: what is run, and the accuracy after 30 rounds with its deviation over seeds. */
  record Line(
      Conditions conditions,
      int shards,
      int clients,
      int rounds,
      double accuracy,
      double deviation) {}

  private record Run(String name, long seed) {}

  /** The same table with the lines of these names alone. */
  DigitsTable only(Set<String> names) {
    lines.keySet().retainAll(names);
    return this;
  }

  private void add(String name, Line line) {
    lines.put(name, line);
  }

  private static Line iid(Conditions conditions, double accuracy) {
    return new Line(conditions, 0, CLIENTS, ROUNDS, accuracy, DEVIATION);
  }

  private void addAttack(String name, Attack attack, double... accuracies) {
    List<AggregationRule> rules =
        List.of(
            new WeightedMean(),
            new CoordinateMedian(),
            new TrimmedMean(0.3),
            new Krum(ATTACKERS),
            new MultiKrum(ATTACKERS, 0));
    List<String> names = List.of("mean", "median", "trimmed mean 0.3", "Krum", "MultiKrum");
    for (int i = 0; i < accuracies.length; i++) {
      Conditions conditions =
          Conditions.of(Strategy.FED_AVG).withRule(rules.get(i)).withAttack(attack, ATTACKERS);
      add(
          "%s by %d of %d, %s".formatted(name, ATTACKERS, CLIENTS, names.get(i)),
          iid(conditions, accuracies[i]));
    }
  }

  List<TableRow> rows(BiConsumer<Integer, Integer> watch) {
    List<Run> runs = new ArrayList<>();
    for (String name : lines.keySet()) {
      LongStream.of(seeds).forEach(seed -> runs.add(new Run(name, seed)));
    }
    Map<Run, double[]> accuracies = Runs.all(runs, this::accuracies, watch);
    List<TableRow> rows = new ArrayList<>();
    lines.forEach(
        (name, line) ->
            rows.add(
                TableRow.near(
                    name,
                    "accuracy, round 30",
                    line.accuracy(),
                    2 * line.deviation(),
                    Statistics.mean(afterThirty(name, accuracies)))));
    if (lines.keySet().containsAll(List.of(SHARDS, SCAFFOLD))) {
      addSpeeds(rows, accuracies);
    }
    return rows;
  }

  private double[] afterThirty(String name, Map<Run, double[]> accuracies) {
    return LongStream.of(seeds)
        .mapToDouble(seed -> of(name, seed, accuracies)[ROUNDS - 1])
        .toArray();
  }

  private void addSpeeds(List<TableRow> rows, Map<Run, double[]> accuracies) {
    double[] slow = toGoal(SHARDS, accuracies);
    double[] fast = toGoal(SCAFFOLD, accuracies);
    double late = 0;
    for (double rounds : slow) {
      late += rounds > LONG ? 1 : 0;
    }
    rows.add(
        TableRow.atLeast(
            SHARDS, "part of runs past 60 rounds to 95 %", 0.8, 0.8, late / slow.length));
    rows.add(new TableRow(SCAFFOLD, "rounds to 95 %", 24, 17, 31, Statistics.mean(fast)));
  }

  /** The first round that reaches the goal, one more than there are where none does. */
  private double[] toGoal(String name, Map<Run, double[]> accuracies) {
    double[] rounds = new double[seeds.length];
    for (int i = 0; i < rounds.length; i++) {
      double[] run = of(name, seeds[i], accuracies);
      int round = 0;
      while (round < run.length && run[round] < GOAL) {
        round++;
      }
      rounds[i] = round + 1;
    }
    return rounds;
  }

  private static double[] of(String name, long seed, Map<Run, double[]> accuracies) {
    return Objects.requireNonNull(accuracies.get(new Run(name, seed)));
  }

  private double[] accuracies(Run run) {
    Line line = Objects.requireNonNull(lines.get(run.name()));
    Federation federation = new DigitsData(line.shards()).federation(line.clients(), run.seed());
    Plan plan = new Plan(line.rounds(), line.clients(), EPOCHS, TRAINING, run.seed());
    Perceptron model = Perceptron.of(64, 64, 10);
    List<RoundRecord> records =
        new Simulation(model, federation, plan, line.conditions()).run(any -> {});
    return records.stream().mapToDouble(record -> record.test().accuracy()).toArray();
  }
}
