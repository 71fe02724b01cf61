package assay.training.federated.reference;

import assay.training.federated.client.LocalTraining;
import assay.training.federated.data.SyntheticData;
import assay.training.federated.model.SoftmaxRegression;
import assay.training.federated.simulation.Conditions;
import assay.training.federated.simulation.Plan;
import assay.training.federated.simulation.RoundRecord;
import assay.training.federated.simulation.Simulation;
import assay.training.federated.simulation.Stragglers;
import assay.training.federated.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Softmax regression on synthetic(α, β) of 30 clients, 10 a round, 20 local epochs, 200 rounds (Li
 * et al., "Federated Optimization in Heterogeneous Networks", 2020). Loss and accuracy are means of
 * the last tenth of the rounds, the deviation is the loss's over the last quarter. A published
 * figure has to lie within twice the spread of ours over the data sets.
 */
public final class FedProxTable {

  private static final int ROUNDS = 200;
  private static final int A_ROUND = 10;
  private static final int EPOCHS = 20;
  private static final int WIDTH = 60;
  private static final int CLASSES = 10;
  private static final LocalTraining TRAINING = new LocalTraining(0.01f, 10);

  /** What "about halves" is taken for. */
  private static final double ABOUT_HALF = 2 / 3.0;

  private static final double STEADIER = 5;
  private static final double BETTER = 0.08;

  private final int rounds;
  private final List<Line> lines;
  private final long[] seeds;

  FedProxTable(int seeds) {
    this(lines(), seeds, ROUNDS);
  }

  FedProxTable(List<Line> lines, int seeds, int rounds) {
    this.lines = List.copyOf(lines);
    this.seeds = LongStream.range(0, seeds).toArray();
    this.rounds = rounds;
  }

  /** How stragglers are treated, in the table's order. */
  enum Treatment {
    /** FedAvg leaves them out. */
    FED_AVG("FedAvg", Strategy.FED_AVG, 0),
    /** FedProx counts what they came to. */
    WITHOUT_MU("FedProx mu=0", Strategy.FED_PROX, 0),
    /** And holds all near the round's model. */
    WITH_MU("FedProx mu=1", Strategy.FED_PROX, 1);

    private final String title;
    private final Strategy strategy;
    private final double mu;

    Treatment(String title, Strategy strategy, double mu) {
      this.title = title;
      this.strategy = strategy;
      this.mu = mu;
    }
  }

  /** Published loss, accuracy and deviation, or ours. */
  record Figures(double loss, double accuracy, double deviation) {}

  /** A line of the table; without stragglers, FedAvg and FedProx with mu=0 are one. */
  record Line(String data, SyntheticData source, double stragglers, Map<Treatment, Figures> told) {

    boolean isNonIid() {
      return !source.isIdentical();
    }

    String title(Treatment treatment) {
      return "%s, %.0f %% stragglers, %s".formatted(data, stragglers * 100, treatment.title);
    }
  }

  private record Run(Line line, Treatment treatment, long seed) {}

  static List<Line> lines() {
    SyntheticData none = new SyntheticData(0, 0, false);
    SyntheticData half = new SyntheticData(0.5, 0.5, false);
    SyntheticData one = new SyntheticData(1, 1, false);
    SyntheticData iid = new SyntheticData(0, 0, true);
    return List.of(
        line("(0,0)", none, 0.9, f(.719, .772, .082), f(.693, .812, .034), f(.421, .834, .007)),
        line("(.5,.5)", half, 0, f(1.016, .789, .058), f(1.016, .789, .058), f(.432, .844, .007)),
        line("(1,1)", one, 0, f(1.120, .776, .086), f(1.120, .776, .086), f(.437, .835, .013)),
        line("(1,1)", one, 0.5, f(.855, .790, .118), f(1.022, .787, .076), f(.440, .836, .011)),
        line("(1,1)", one, 0.9, f(.751, .721, .174), f(.905, .793, .061), f(.444, .836, .011)),
        line("iid", iid, 0, f(.301, .906, .011), f(.301, .906, .011), f(.862, .714, .020)),
        line("iid", iid, 0.9, f(.493, .836, .016), f(.378, .880, .014), f(.892, .706, .020)));
  }

  private static Figures f(double loss, double accuracy, double deviation) {
    return new Figures(loss, accuracy, deviation);
  }

  private static Line line(String data, SyntheticData source, double stragglers, Figures... told) {
    return new Line(
        data,
        source,
        stragglers,
        Map.of(
            Treatment.FED_AVG, told[0],
            Treatment.WITHOUT_MU, told[1],
            Treatment.WITH_MU, told[2]));
  }

  List<TableRow> rows(BiConsumer<Integer, Integer> watch) {
    List<Run> runs = new ArrayList<>();
    for (Line line : lines) {
      for (Treatment treatment : treatments(line)) {
        LongStream.of(seeds).forEach(seed -> runs.add(new Run(line, treatment, seed)));
      }
    }
    Map<Run, Figures> found = Runs.all(runs, this::figures, watch);
    List<TableRow> rows = new ArrayList<>();
    for (Line line : lines) {
      treatments(line).forEach(treatment -> addFigures(rows, line, treatment, found));
      addStatements(rows, line, found);
    }
    return rows;
  }

  private static List<Treatment> treatments(Line line) {
    return line.stragglers() == 0
        ? List.of(Treatment.FED_AVG, Treatment.WITH_MU)
        : List.of(Treatment.values());
  }

  private Figures figures(Run run) {
    Plan plan = new Plan(rounds, A_ROUND, EPOCHS, TRAINING, run.seed());
    boolean isPartialWorkKept = run.treatment() != Treatment.FED_AVG;
    Conditions conditions =
        Conditions.of(run.treatment().strategy)
            .withMu(run.treatment().mu)
            .withStragglers(new Stragglers(run.line().stragglers(), isPartialWorkKept));
    List<RoundRecord> records =
        new Simulation(
                new SoftmaxRegression(WIDTH, CLASSES),
                run.line().source().federation(SyntheticData.CLIENTS, run.seed()),
                plan,
                conditions)
            .run(any -> {});
    return new Figures(
        Statistics.mean(last(records, rounds / 10, RoundRecord::trainLoss)),
        Statistics.mean(last(records, rounds / 10, record -> record.test().accuracy())),
        Statistics.deviation(last(records, rounds / 4, RoundRecord::trainLoss)));
  }

  private static double[] last(
      List<RoundRecord> records, int count, ToDoubleFunction<RoundRecord> figure) {
    return records.subList(records.size() - count, records.size()).stream()
        .mapToDouble(figure)
        .toArray();
  }

  private void addFigures(
      List<TableRow> rows, Line line, Treatment treatment, Map<Run, Figures> found) {
    Figures told = line.told().getOrDefault(treatment, new Figures(0, 0, 0));
    List<Figures> ours = ours(line, treatment, found);
    String title = line.title(treatment);
    rows.add(row(title, "train loss", told.loss(), spread(ours, Figures::loss)));
    rows.add(row(title, "test accuracy", told.accuracy(), spread(ours, Figures::accuracy)));
    rows.add(row(title, "loss deviation", told.deviation(), spread(ours, Figures::deviation)));
  }

  private static double[] spread(List<Figures> all, ToDoubleFunction<Figures> figure) {
    return all.stream().mapToDouble(figure).toArray();
  }

  /** Data sets differ so much that their own spread has to tell how near is near. */
  private static TableRow row(String title, String measure, double told, double... ours) {
    double mean = Statistics.mean(ours);
    return ours.length == 1
        ? TableRow.shown(title, measure, told, mean)
        : TableRow.near(title, measure, told, 2 * Statistics.deviation(ours), mean);
  }

  private void addStatements(List<TableRow> rows, Line line, Map<Run, Figures> found) {
    Figures before = mean(line, Treatment.FED_AVG, found);
    Figures with = mean(line, Treatment.WITH_MU, found);
    Figures toldBefore = line.told().getOrDefault(Treatment.FED_AVG, before);
    Figures told = line.told().getOrDefault(Treatment.WITH_MU, with);
    String title =
        "%s, %.0f %% stragglers, mu=1 to FedAvg".formatted(line.data(), line.stragglers() * 100);
    if (line.isNonIid()) {
      rows.add(
          TableRow.atMost(
              title,
              "loss, ratio",
              told.loss() / toldBefore.loss(),
              ABOUT_HALF,
              with.loss() / before.loss()));
      rows.add(
          TableRow.atLeast(
              title,
              "deviation, times smaller",
              toldBefore.deviation() / told.deviation(),
              STEADIER,
              before.deviation() / with.deviation()));
    } else {
      rows.add(
          TableRow.atMost(
              title,
              "accuracy, gain",
              told.accuracy() - toldBefore.accuracy(),
              0,
              with.accuracy() - before.accuracy()));
    }
    if (line.data().equals("(1,1)") && line.stragglers() > 0.5) {
      rows.add(
          TableRow.atLeast(
              title,
              "accuracy, gain",
              told.accuracy() - toldBefore.accuracy(),
              BETTER,
              with.accuracy() - before.accuracy()));
    }
  }

  private Figures mean(Line line, Treatment treatment, Map<Run, Figures> found) {
    List<Figures> all = ours(line, treatment, found);
    return new Figures(
        Statistics.mean(spread(all, Figures::loss)),
        Statistics.mean(spread(all, Figures::accuracy)),
        Statistics.mean(spread(all, Figures::deviation)));
  }

  private List<Figures> ours(Line line, Treatment treatment, Map<Run, Figures> found) {
    return LongStream.of(seeds)
        .mapToObj(seed -> Objects.requireNonNull(found.get(new Run(line, treatment, seed))))
        .toList();
  }
}
