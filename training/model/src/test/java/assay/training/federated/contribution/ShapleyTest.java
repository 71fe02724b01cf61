package assay.training.federated.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.rule.Update;
import java.util.Arrays;
import java.util.List;
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
  void shouldShareWhatARoundGainedAmongItsUpdates() {
    List<Update> updates =
        List.of(new Update("much", new float[] {4}, 1), new Update("nothing", new float[] {0}, 3));

    double[] values = RoundReconstruction.values(new float[] {10}, updates, model -> model[0]);

    assertThat(values).containsExactly(new double[] {2.5, -1.5}, within(1e-6));
  }

  @Test
  void shouldKnowSpearmansCoefficient() {
    double[] order = {1, 2, 3, 4, 5};

    assertThat(RankCorrelation.spearman(order, new double[] {10, 20, 30, 40, 50})).isEqualTo(1);
    assertThat(RankCorrelation.spearman(order, new double[] {5, 4, 3, 2, 1})).isEqualTo(-1);
    assertThat(RankCorrelation.spearman(order, new double[] {2, 1, 3, 4, 5})).isEqualTo(0.9);
    assertThat(RankCorrelation.spearman(order, new double[] {1, 1, 1, 1, 1})).isZero();
  }

  @Test
  void shouldRefuseMorePlayersThanCanBeWorkedOut() {
    assertThatThrownBy(() -> Shapley.values(17, coalition -> 0))
        .isInstanceOf(FederatedRefusedException.class);
  }
}
