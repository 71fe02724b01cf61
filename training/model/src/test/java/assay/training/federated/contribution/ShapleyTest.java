package assay.training.federated.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.federated.FederatedRefusedException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapleyTest {

  /** Who holds the only left glove gets most (players 0 and 1 hold right ones). */
  @Test
  void shouldKnowTheGloveGame() {
    double[] values =
        Shapley.values(3, coalition -> (coalition & 4) != 0 && (coalition & 3) != 0 ? 1 : 0);

    assertThat(values).containsExactly(new double[] {1 / 6.0, 1 / 6.0, 4 / 6.0}, within(1e-15));
  }

  @Test
  void shouldShareWhatAllAreWorthLessWhatNoneAre() {
    Random random = new Random(29);
    double[] worths = random.doubles(1 << 6).toArray();

    double[] values = Shapley.values(6, coalition -> worths[coalition]);

    assertThat(Arrays.stream(values).sum()).isCloseTo(worths[63] - worths[0], within(1e-12));
  }

  @Test
  void shouldRefuseMorePlayersThanCanBeWorkedOut() {
    assertThatThrownBy(() -> Shapley.values(17, coalition -> 0))
        .isInstanceOf(FederatedRefusedException.class);
  }
}
