package assay.training.federated.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule gives what its definition gives, on random rounds with attackers among them. */
class RulesPropertyTest {

  private static final double RELATIVE = 1e-6;
  private static final int CASES = 12;

  @ParameterizedTest
  @ValueSource(longs = {20_261_121L})
  void shouldGiveWhatEachRulesDefinitionGives(long seed) {
    Random random = new Random(seed);
    for (int number = 0; number < CASES; number++) {
      int attackers = random.nextInt(4);
      // The last case is longer than what any rule walks over at once.
      int parameters = number == CASES - 1 ? 10_000 : 1 + random.nextInt(300);
      List<Update> round = round(random, 4 * attackers + 3 + random.nextInt(12), parameters);
      String which = "seed " + seed + ", case " + number + ", " + round.size() + " updates: ";
      List<float[]> before = round.stream().map(update -> update.delta().clone()).toList();
      int kept = 1 + random.nextInt(round.size());
      double fraction = random.nextDouble() / 2;

      requireEqual(which, new WeightedMean(), round, Definitions.weightedMean(round));
      requireEqual(which, new CoordinateMedian(), round, Definitions.median(round));
      requireEqual(
          which, new TrimmedMean(fraction), round, Definitions.trimmedMean(round, fraction));
      requireEqual(
          which,
          new Krum(attackers),
          round,
          doubles(round.get(Definitions.krum(round, attackers)).delta()));
      requireEqual(
          which,
          new MultiKrum(attackers, kept),
          round,
          Definitions.multiKrum(round, attackers, kept));
      requireEqual(
          which,
          new MultiKrum(attackers, 0),
          round,
          Definitions.multiKrum(round, attackers, round.size() - attackers));
      requireEqual(which, new Bulyan(attackers), round, Definitions.bulyan(round, attackers));
      requireEqual(which, new GeometricMedian(), round, Definitions.geometricMedian(round));
      for (int i = 0; i < before.size(); i++) {
        assertThat(round.get(i).delta()).as(which + "no rule writes").isEqualTo(before.get(i));
      }
    }
  }

  /** Honest updates about a common direction, some far away, of very different sizes. */
  private static List<Update> round(Random random, int clients, int parameters) {
    double size = Math.pow(10, random.nextInt(9) - 5);
    float[] direction = new float[parameters];
    for (int i = 0; i < parameters; i++) {
      direction[i] = (float) (size * random.nextGaussian());
    }
    List<Update> updates = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      double factor = random.nextInt(5) == 0 ? -4 : 1;
      float[] delta = new float[parameters];
      for (int i = 0; i < parameters; i++) {
        delta[i] = (float) (factor * direction[i] + size * random.nextGaussian());
      }
      updates.add(new Update("client-" + client, delta, 1 + random.nextInt(500)));
    }
    return updates;
  }

  private static void requireEqual(
      String which, AggregationRule rule, List<Update> round, double[] expected) {
    Aggregation aggregation = rule.begin(expected.length);
    round.forEach(aggregation::accept);

    double[] found = doubles(aggregation.result());

    double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(found[i] - expected[i]))
          .as(
              "%s%s, parameter %d of %d: %s for %s",
              which, rule, i, expected.length, found[i], expected[i])
          .isLessThanOrEqualTo(RELATIVE * scale);
    }
  }

  private static double[] doubles(float[] vector) {
    double[] copy = new double[vector.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = vector[i];
    }
    return copy;
  }
}
