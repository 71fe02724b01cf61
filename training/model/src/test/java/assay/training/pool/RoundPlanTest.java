package assay.training.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundPlanTest {

  private static final long SEED = 11;
  private static final Cid WEIGHTS = Cid.of(Cid.Codec.RAW, new byte[] {1});
  private static final Bytes32 BOUNTY = Bytes32.keccak256("a bounty");

  private static Address member(int number) {
    return new Address("0x%040x".formatted(number));
  }

  private static RoundPlan plan(int round, int samples, List<RoundPlan.Part> parts) {
    return new RoundPlan(
        BOUNTY, round, 40, 16, List.of(Bytes32.keccak256("data")), samples, WEIGHTS, parts);
  }

  private static List<RoundPlan.Part> parts(Division division) {
    List<RoundPlan.Part> parts = new ArrayList<>();
    int from = 0;
    for (Map.Entry<Address, Integer> each : division.counts().entrySet()) {
      parts.add(new RoundPlan.Part(each.getKey(), from, each.getValue(), "a2V5"));
      from += each.getValue();
    }
    return parts;
  }

  @Test
  void shouldGiveEverySampleToExactlyOneMemberWhateverTheSpeeds() {
    Random random = new Random(SEED);
    for (int number = 0; number < 300; number++) {
      Map<Address, Double> speeds = new HashMap<>();
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        speeds.put(member(i), random.nextBoolean() ? 0 : Math.exp(random.nextGaussian() * 3));
      }
      int samples = speeds.size() + random.nextInt(200);
      RoundPlan plan = plan(1 + number % 39, samples, parts(Division.of(samples, speeds)));

      int[] all =
          plan.parts().stream()
              .flatMapToInt(part -> IntStream.of(plan.places(part)))
              .sorted()
              .toArray();

      assertThat(all)
          .as("seed %d, case %d", SEED, number)
          .isEqualTo(IntStream.range(0, samples).toArray());
      assertThat(plan.parts()).hasSize(speeds.size());
    }
  }

  @Test
  void shouldDivideEquallyWhereNoSpeedIsKnownAndByItWhereItIs() {
    assertThat(Division.of(1257, Map.of(member(1), 0.0, member(2), 0.0, member(3), 0.0)).counts())
        .containsValues(419, 419, 419);
    assertThat(Division.of(400, Map.of(member(1), 300.0, member(2), 100.0)).counts())
        .isEqualTo(Map.of(member(1), 300, member(2), 100));
    assertThat(Division.of(300, Map.of(member(1), 50.0, member(2), 0.0, member(3), 100.0)).counts())
        .isEqualTo(Map.of(member(1), 67, member(2), 100, member(3), 133));
  }

  @Test
  void shouldRefuseWhatCannotBeDivided() {
    assertThatThrownBy(() -> Division.of(1, Map.of(member(1), 0.0, member(2), 0.0)))
        .hasMessageContaining("fewer members");
    assertThatThrownBy(() -> Division.of(5, Map.of(member(1), Double.NaN)))
        .hasMessageContaining("no speed");
    assertThatThrownBy(() -> Division.of(5, Map.of())).hasMessageContaining("0 members");
  }

  @Test
  void shouldGiveOtherSamplesInAnotherRound() {
    List<RoundPlan.Part> parts = parts(Division.of(100, Map.of(member(1), 0.0, member(2), 0.0)));
    RoundPlan first = plan(1, 100, parts);

    assertThat(first.places(parts.get(0))).isNotEqualTo(plan(2, 100, parts).places(parts.get(0)));
    assertThat(first.places(parts.get(0))).isEqualTo(plan(1, 100, parts).places(parts.get(0)));
  }

  @Test
  void shouldComeBackFromItsDocument() {
    RoundPlan plan = plan(3, 10, parts(Division.of(10, Map.of(member(1), 0.0, member(2), 0.0))));

    assertThat(RoundPlan.read(plan.json())).isEqualTo(plan);
    assertThat(plan.partOf(member(2))).map(RoundPlan.Part::from).contains(5);
    assertThat(plan.partOf(member(3))).isEmpty();
  }

  @Test
  void shouldRefusePartsThatOverlapOrReachTooFarAndTextThatIsNoPlan() {
    RoundPlan.Part one = new RoundPlan.Part(member(1), 0, 6, "");
    RoundPlan.Part two = new RoundPlan.Part(member(2), 5, 5, "");
    RoundPlan.Part twice = new RoundPlan.Part(member(1), 6, 4, "");

    assertThatThrownBy(() -> plan(1, 10, List.of(one, two))).hasMessageContaining("one behind");
    assertThatThrownBy(() -> plan(1, 10, List.of(one, twice))).hasMessageContaining("one behind");
    assertThatThrownBy(() -> plan(1, 5, List.of(one))).hasMessageContaining("within 5");
    assertThatThrownBy(() -> plan(1, 5, List.of())).hasMessageContaining("0 parts");
    assertThatThrownBy(() -> plan(40, 10, List.of(one))).hasMessageContaining("Round 40 of 40");
    assertThatThrownBy(() -> new RoundPlan.Part(member(1), 0, 0, ""))
        .hasMessageContaining("no part");
    assertThatThrownBy(() -> RoundPlan.read("{\"bounty\": 1}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RoundRefusedException.class)
        .hasMessageContaining("ask the operator");
    assertThatThrownBy(() -> RoundPlan.read(new byte[RoundPlan.LONGEST + 1]))
        .isInstanceOf(RoundRefusedException.class);
  }
}
