package assay.training.bounty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.bounty.ScoreVector.Layout;
import assay.training.bounty.ScoreVector.SlotScore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoreVectorTest {

  private static SlotScore slot(int count, Integer... shares) {
    return new SlotScore(
        List.of(new ScoreReport(count), new ScoreReport(count + 1)), List.of(shares));
  }

  @Test
  void shouldTellAllCountsBeforeAllShares() {
    ScoreVector vector = ScoreVector.of(List.of(slot(10, 1, 2, 9_997), slot(20, 0, 0, 0)));

    assertThat(vector.words()).containsExactly(10L, 11L, 20L, 21L, 1L, 2L, 9_997L, 0L, 0L, 0L);
  }

  @Test
  void shouldFindWhatIsSaidOfASlot() {
    List<Long> words = ScoreVector.of(List.of(slot(10, 1, 9_999), slot(20, 2, 9_998))).words();
    Layout layout = new Layout(2, 2, 2);

    assertThat(layout.length()).isEqualTo(words.size());
    assertThat(layout.countsOf(1, words)).containsExactly(20L, 21L);
    assertThat(layout.sharesOf(0, words)).containsExactly(1L, 9_999L);
    assertThat(layout.sharesOf(1, words)).containsExactly(2L, 9_998L);
  }

  @Test
  void shouldTellNoSharesWherePaidByWeights() {
    Layout layout = new Layout(3, 2, 0);

    assertThat(layout.length()).isEqualTo(layout.counts()).isEqualTo(6);
    assertThat(layout.sharesOf(2, List.of(1, 2, 3, 4, 5, 6))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9_999, 10_001})
  void shouldRefuseSharesThatAreNoWhole(int sum) {
    assertThatThrownBy(() -> slot(1, sum, 0))
        .isInstanceOf(BountyRuleException.class)
        .hasMessageContaining("sum to " + sum);
  }

  @Test
  void shouldRefuseANegativeShare() {
    assertThatThrownBy(() -> slot(1, -1, 10_001)).isInstanceOf(BountyRuleException.class);
  }
}
