package assay.training.federated.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.training.federated.FederatedRefusedException;
import assay.training.federated.contribution.OwnerShares.Holding;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerSharesTest {

  private static final Address ANNA = address(1);
  private static final Address BRUNO = address(2);
  private static final Address CLARA = address(3);
  private static final List<Holding> ONE_EACH =
      List.of(new Holding(ANNA, 5_000), new Holding(BRUNO, 3_000), new Holding(CLARA, 2_000));

  private static Address address(int number) {
    return new Address("0x%040x".formatted(number));
  }

  @Test
  void shouldShareByWhatWasMeasuredWhateverTheWeights() {
    assertThat(OwnerShares.of(Map.of(ANNA, 0.1, BRUNO, 0.2, CLARA, 0.1), ONE_EACH))
        .containsExactly(2_500, 5_000, 2_500);
  }

  @Test
  void shouldGiveNothingForHarmAndTheRestToTheOthers() {
    assertThat(OwnerShares.of(Map.of(ANNA, 0.3, BRUNO, -0.2, CLARA, 0.1), ONE_EACH))
        .containsExactly(7_500, 0, 2_500);
  }

  @Test
  void shouldGiveWhatIsLeftOverToTheLargestRemaindersAndOfEqualOnesToTheFirst() {
    assertThat(OwnerShares.of(Map.of(ANNA, 1.0, BRUNO, 1.0, CLARA, 1.0), ONE_EACH))
        .containsExactly(3_334, 3_333, 3_333);
    assertThat(OwnerShares.of(Map.of(ANNA, 1.0, BRUNO, 1.0, CLARA, 4.0), ONE_EACH))
        .containsExactly(1_667, 1_667, 6_666);
  }

  @Test
  void shouldSplitAnOwnersByTheWeightsOfHisDatasets() {
    List<Holding> datasets =
        List.of(new Holding(ANNA, 1_000), new Holding(BRUNO, 6_000), new Holding(ANNA, 3_000));

    assertThat(OwnerShares.of(Map.of(ANNA, 0.4, BRUNO, 0.6), datasets))
        .containsExactly(1_000, 6_000, 3_000);
  }

  @Test
  void shouldSayThatNothingWasMeasuredWhereNobodyHelped() {
    assertThat(OwnerShares.of(Map.of(ANNA, 0.0, BRUNO, -0.2), ONE_EACH)).containsExactly(0, 0, 0);
    assertThat(OwnerShares.of(Map.of(address(9), 1.0), ONE_EACH)).containsExactly(0, 0, 0);
  }

  @Test
  void shouldAlwaysShareTheWhole() {
    Random random = new Random(86);
    for (int run = 0; run < 1_000; run++) {
      List<Holding> datasets =
          IntStream.rangeClosed(1, 1 + random.nextInt(16))
              .mapToObj(i -> new Holding(address(1 + i / 2), 1 + random.nextInt(9_999)))
              .toList();
      Map<Address, Double> values = new TreeMap<>();
      int scale = -run % 60;
      datasets.forEach(one -> values.put(one.owner(), Math.scalb(random.nextDouble(), scale)));

      assertThat(OwnerShares.of(values, datasets))
          .allMatch(share -> share >= 0)
          .satisfies(
              shares ->
                  assertThat(shares.stream().mapToInt(Integer::intValue).sum())
                      .isEqualTo(OwnerShares.WHOLE));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldRefuseWhatIsNoNumber(double value) {
    assertThatThrownBy(() -> OwnerShares.of(Map.of(ANNA, value), ONE_EACH))
        .isInstanceOf(FederatedRefusedException.class)
        .hasMessageContaining(ANNA.toString());
  }
}
