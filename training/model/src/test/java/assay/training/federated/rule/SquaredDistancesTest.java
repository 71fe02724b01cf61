package assay.training.federated.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SquaredDistancesTest {

  private static final long SEED = 11;

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "513, 1",
    "20000, 1",
    "20000, 1e30",
    "20000, 1e-30",
    "9217, 1e-7",
  })
  void shouldKeepDistancesThatSinglePrecisionCannotSquare(int parameters, double size) {
    Random random = new Random(SEED);
    float[][] vectors = new float[3][parameters];
    for (float[] vector : vectors) {
      for (int i = 0; i < parameters; i++) {
        vector[i] = (float) (size * random.nextGaussian());
      }
    }

    SquaredDistances distances = SquaredDistances.of(vectors);

    for (int i = 0; i < vectors.length; i++) {
      for (int j = 0; j < vectors.length; j++) {
        double exact =
            Definitions.squaredDistance(
                new Update("one", vectors[i], 1), new Update("other", vectors[j], 1));
        assertThat(distances.between(i, j))
            .as("seed %d, %d parameters of size %s", SEED, parameters, size)
            .isCloseTo(exact, exact == 0 ? Percentage.withPercentage(0) : percentage());
        assertThat(distances.between(i, j)).isEqualTo(distances.between(j, i), within(0.0));
      }
    }
  }

  private static Percentage percentage() {
    return Percentage.withPercentage(1e-4 / 2);
  }
}
