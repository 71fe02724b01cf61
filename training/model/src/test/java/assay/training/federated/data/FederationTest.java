package assay.training.federated.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.federated.FederatedRefusedException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FederationTest {

  @Test
  void shouldDealOutEveryDigitThatIsNotForTheTest() {
    Federation federation = new DigitsData(0).federation(10, 4);

    assertThat(federation.test().size()).isEqualTo(540);
    assertThat(federation.samples()).isEqualTo(1_257);
    assertThat(federation.clients())
        .allSatisfy(client -> assertThat(client.size()).isBetween(125, 126));
    assertThat(federation.clients())
        .allSatisfy(client -> assertThat(labels(client)).isGreaterThan(7));
  }

  @Test
  void shouldGiveAClientOfTwoShardsFewLabels() {
    Federation federation = new DigitsData(2).federation(10, 4);

    assertThat(federation.samples()).isEqualTo(1_257);
    assertThat(federation.clients()).allSatisfy(client -> assertThat(labels(client)).isLessThan(6));
  }

  @Test
  void shouldKeepATenthOfEachClientsSyntheticSamplesForTheTest() {
    Federation federation = new SyntheticData(1, 1, false).federation(5, 4);

    assertThat(federation.test().size() - federation.samples() / 9.0).isBetween(0.0, 6.0);
    assertThat(federation.clients())
        .allSatisfy(client -> assertThat(client.size()).isGreaterThan(44));
    assertThat(federation.clients().get(0).width()).isEqualTo(60);
  }

  @Test
  void shouldMakeTheSameDataOfTheSameSeed() {
    SyntheticData data = new SyntheticData(1, 1, false);

    assertThat(first(data, 4)).isEqualTo(first(data, 4)).isNotEqualTo(first(data, 5));
    assertThat(first(new SyntheticData(1, 1, true), 4)).isNotEqualTo(first(data, 4));
  }

  @Test
  void shouldRefuseMoreClientsThanDigits() {
    assertThatThrownBy(() -> new DigitsData(2).federation(700, 0))
        .isInstanceOf(FederatedRefusedException.class)
        .hasMessageContaining("1257 digits cannot be dealt out to 700 clients");
  }

  private static float[] first(SyntheticData data, long seed) {
    return data.federation(2, seed).clients().get(0).values();
  }

  private static long labels(Samples samples) {
    return IntStream.range(0, samples.size()).map(samples::label).distinct().count();
  }
}
