package assay.training.federated.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.federated.rule.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 1000, FixedPoint.MOST_CLIENTS})
  void shouldNotOverflowWhereAllSendTheLargest(int clients) {
    FixedPoint words = new FixedPoint(clients, 0.3f, 7);
    int[] sum = new int[3];
    for (int client = 0; client < clients; client++) {
      int[] sent = new int[3];
      words.encode(new Update("any", new float[] {0.3f, -0.3f}, 7), sent, 0, 2);
      sent[2] = words.weightWord(7);
      for (int i = 0; i < sum.length; i++) {
        sum[i] = Math.addExact(sum[i], sent[i]);
      }
    }

    assertThat(words.weight(sum[2])).isCloseTo(7.0 * clients, within(1e-4 * clients));
    assertThat(words.mean(sum)).containsExactly(new float[] {0.3f, -0.3f}, within(1e-7f));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "32769, 1, 1",
    "2, 0, 1",
    "2, NaN, 1",
    "2, Infinity, 1",
    "2, 1, 0",
    "2, 1, NaN"
  })
  void shouldRefuseBoundsThatNoWordsHold(int clients, float largest, double heaviest) {
    assertThatThrownBy(() -> new FixedPoint(clients, largest, heaviest))
        .isInstanceOf(SecureAggregationRefusedException.class);
  }

  @Test
  void shouldRefuseMoreSitesThanItsWordsAreFor() {
    assertThatThrownBy(
            () ->
                new SecureRound(
                    SecureExamples.JOB, 1, SecureExamples.addresses(4), 3, new FixedPoint(3, 1, 1)))
        .hasMessageContaining("set for 3 clients, not for 4 sites");
  }
}
