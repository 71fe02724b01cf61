package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RevertReasonsTest {

  static Stream<ContractAbi.Entry> errors() {
    return Arrays.stream(ContractName.values())
        .flatMap(contract -> ContractAbi.entries(contract, "error"))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void shouldHaveWordsForEveryErrorWithItsArgumentsInThem(ContractAbi.Entry error) {
    List<String> arguments = Collections.nCopies(error.parameters().size(), "<argument>");

    assertThat(RevertReasons.words(error.name(), arguments))
        .hasValueSatisfying(words -> assertThat(words).doesNotContain("{").doesNotContain("''"));
  }

  @Test
  void shouldSayWhyAndWhatToDo() {
    RevertedException revert =
        new RevertedException("take money out", "WrongNonce", List.of("0xab", "4", "3"));

    assertThat(revert.reason()).isEqualTo("the next number of 0xab is 4, not 3; prepare it again");
  }

  @Test
  void shouldNameAnErrorThatIsNotOurs() {
    RevertedException revert = new RevertedException("anything", "unknown", List.of("0x12345678"));

    assertThat(revert.reason()).isEqualTo("unknown(0x12345678)");
  }
}
