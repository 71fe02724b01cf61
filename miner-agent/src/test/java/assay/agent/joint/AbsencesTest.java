package assay.agent.joint;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AbsencesTest {

  private static final Address ANNA = new Address("0x" + "0a".repeat(20));

  @Test
  void shouldCallWhoIsNeverThereMoreAndMoreSeldom() {
    Absences absences = new Absences();
    List<Integer> called =
        IntStream.rangeClosed(1, 40)
            .filter(round -> absences.isCalled(ANNA, round))
            .peek(round -> absences.late(ANNA, round))
            .boxed()
            .toList();

    assertThat(called).containsExactly(1, 2, 4, 8, 16, 32);
  }

  @Test
  void shouldCallWhoCameBackToTheNextRound() {
    Absences absences = new Absences();
    absences.late(ANNA, 1);
    absences.late(ANNA, 2);

    assertThat(absences.isCalled(ANNA, 3)).isFalse();
    absences.came(ANNA);
    assertThat(absences.isCalled(ANNA, 3)).isTrue();
    absences.late(ANNA, 3);
    assertThat(absences.isCalled(ANNA, 4)).isTrue();
  }
}
