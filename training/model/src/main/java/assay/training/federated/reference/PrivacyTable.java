package assay.training.federated.reference;

import assay.training.federated.data.DigitsData;
import assay.training.federated.data.Federation;
import assay.training.federated.model.Perceptron;
import assay.training.federated.privacy.PrivacyAccountant;
import assay.training.federated.privacy.PrivacyAccountant.Conversion;
import assay.training.federated.privacy.PrivateTraining;
import assay.training.federated.privacy.SampledGaussian;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

/**
 * Published ε of the sampled Gaussian at δ = 1e-5, and what a net 64-64-10 learns of the
 * handwritten digits under two of them (clip 1, rate 0.1, 300 steps, learning rate 0.5; Abadi et
 * al., "Deep Learning with Differential Privacy", 2016).
 */
public final class PrivacyTable {

  private static final double DELTA = 1e-5;

  /** Four digits are published. */
  private static final double ROUNDING = 5e-5;

  private static final double RATE = 0.1;
  private static final int STEPS = 300;

  /** Twice the largest deviation over seeds that is published for these digits. */
  private static final double TOLERANCE = 0.024;

  private final long[] seeds;

  PrivacyTable(int seeds) {
    this.seeds = LongStream.range(0, seeds).toArray();
  }

  private record Run(double noise, long seed) {}

  List<TableRow> rows(BiConsumer<Integer, Integer> watch) {
    List<TableRow> rows = new ArrayList<>();
    rows.add(epsilon(Conversion.CLASSIC, .01, 4, 10_000, 1.2586));
    rows.add(epsilon(Conversion.CLASSIC, 250 / 60_000.0, 1.3, 3_600, 1.1799));
    rows.add(epsilon(Conversion.IMPROVED, .01, 1.1, 10_000, 5.6543));
    rows.add(epsilon(Conversion.IMPROVED, .05, 1, 500, 8.4323));
    List<Run> runs = new ArrayList<>();
    for (double noise : new double[] {1.5, 3}) {
      LongStream.of(seeds).forEach(seed -> runs.add(new Run(noise, seed)));
    }
    Map<Run, Double> accuracies = Runs.all(runs, PrivacyTable::accuracy, watch);
    addTraining(rows, 1.5, 6.87, .931, accuracies);
    addTraining(rows, 3, 2.72, .918, accuracies);
    return rows;
  }

  private static TableRow epsilon(
      Conversion conversion, double rate, double noise, long steps, double reference) {
    return TableRow.near(
        "q=%.6f, sigma=%s, %d steps".formatted(rate, noise, steps),
        "epsilon, " + conversion.name().toLowerCase(Locale.ROOT),
        reference,
        ROUNDING,
        new PrivacyAccountant(new SampledGaussian(rate, noise), steps).epsilon(DELTA, conversion));
  }

  private void addTraining(
      List<TableRow> rows,
      double noise,
      double epsilon,
      double accuracy,
      Map<Run, Double> accuracies) {
    String line = "DP-SGD on digits, sigma=" + noise;
    PrivacyAccountant accountant = new PrivacyAccountant(new SampledGaussian(RATE, noise), STEPS);
    rows.add(
        TableRow.near(
            line,
            "epsilon, improved",
            epsilon,
            0.01,
            accountant.epsilon(DELTA, Conversion.IMPROVED)));
    double[] ours =
        LongStream.of(seeds)
            .mapToDouble(seed -> Objects.requireNonNull(accuracies.get(new Run(noise, seed))))
            .toArray();
    rows.add(TableRow.near(line, "accuracy", accuracy, TOLERANCE, Statistics.mean(ours)));
  }

  private static Double accuracy(Run run) {
    Federation federation = new DigitsData(0).federation(1, run.seed());
    Perceptron model = Perceptron.of(64, 64, 10);
    PrivateTraining training =
        new PrivateTraining(new SampledGaussian(RATE, run.noise()), 1, 0.5f, STEPS);
    float[] reached = training.train(model, federation.clients().get(0), run.seed());
    return model.evaluate(reached, federation.test()).accuracy();
  }
}
