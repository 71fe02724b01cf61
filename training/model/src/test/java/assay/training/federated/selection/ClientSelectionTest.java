package assay.training.federated.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.federated.FederatedRefusedException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientSelectionTest {

  private static final int DRAWS = 5_000;

  /** Client i has 1 + i samples, and the later ones are the slower. */
  private static final List<Candidate> ALL =
      IntStream.range(0, 10).mapToObj(i -> new Candidate(i, 1 + i, i)).toList();

  private final Random random = new Random(23);

  @ParameterizedTest
  @EnumSource
  void shouldChooseEachClientOnceAndInOrder(ClientSelection selection) {
    for (int count = 1; count <= ALL.size(); count++) {
      assertThat(selection.choose(ALL, count, random).stream().map(Candidate::client))
          .hasSize(count)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldChooseEverybodyAlikeByChance() {
    assertThat(part(ClientSelection.UNIFORM, 0)).isCloseTo(0.1, within(0.02));
    assertThat(part(ClientSelection.UNIFORM, 9)).isCloseTo(0.1, within(0.02));
  }

  @Test
  void shouldChooseByPartsOfTheSamples() {
    assertThat(part(ClientSelection.BY_SAMPLES, 0)).isCloseTo(1 / 55.0, within(0.02));
    assertThat(part(ClientSelection.BY_SAMPLES, 9)).isCloseTo(10 / 55.0, within(0.02));
  }

  @Test
  void shouldGoOnWithTheFasterOfTwoInvited() {
    assertThat(part(ClientSelection.BY_SPEED, 9)).isZero();
    assertThat(part(ClientSelection.BY_SPEED, 0)).isCloseTo(0.2, within(0.02));
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseMoreClientsThanThereAre(ClientSelection selection) {
    assertThatThrownBy(() -> selection.choose(ALL, 11, random))
        .isInstanceOf(FederatedRefusedException.class)
        .hasMessageContaining("1 to 10 clients, not 11");
  }

  private double part(ClientSelection selection, int client) {
    int chosen = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      chosen += selection.choose(ALL, 1, random).get(0).client() == client ? 1 : 0;
    }
    return (double) chosen / DRAWS;
  }
}
