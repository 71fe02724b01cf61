package assay.training.federated.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatPairsTest {

  private static final long SEED = 3;
  private static final int LENGTH = 1_000;
  private static final int PAIRS = 500;

  /** Half a unit in the last place, and what 48 bits leave open. */
  private static final double NEAREST = 0.5001;

  @Test
  void shouldRoundTheMeanOfAThousandVectorsOnceAtTheEnd() {
    Random random = new Random(SEED);
    FloatPairs sums = new FloatPairs(LENGTH);
    double[] exact = new double[LENGTH];
    double weight = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      Update one = update(random);
      Update other = update(random);
      sums.add(one, other);
      weight += one.weight() + other.weight();
      for (int i = 0; i < LENGTH; i++) {
        exact[i] += one.weight() * one.delta()[i] + other.weight() * other.delta()[i];
      }
    }

    float[] mean = sums.dividedBy(weight);

    for (int i = 0; i < LENGTH; i++) {
      assertThat((double) mean[i])
          .as("seed %d, number %d", SEED, i)
          .isCloseTo(exact[i] / weight, within(NEAREST * Math.ulp(mean[i])));
    }
  }

  private static Update update(Random random) {
    float[] delta = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      delta[i] = 1 + random.nextFloat();
    }
    return new Update("any", delta, 1 + random.nextInt(10_000));
  }
}
