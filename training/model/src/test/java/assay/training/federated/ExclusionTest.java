package assay.training.federated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExclusionTest {

  private static final Path DOCUMENT = Path.of("..", "..", "docs", "federated.md");
  private static final String HEAD = "| | excludes | because |";

  @ParameterizedTest
  @EnumSource
  void shouldRefuseBothTogetherAndNeitherAlone(Exclusion exclusion) {
    assertThatThrownBy(() -> Exclusion.requireNone(EnumSet.of(exclusion.one(), exclusion.other())))
        .isInstanceOf(FederatedRefusedException.class)
        .hasMessageContaining(exclusion.one().words() + " and " + exclusion.other().words())
        .hasMessageContaining(exclusion.because());
    assertThatCode(
            () -> {
              Exclusion.requireNone(EnumSet.of(exclusion.one()));
              Exclusion.requireNone(EnumSet.of(exclusion.other()));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void shouldStandInTheDocumentLineByLine() throws IOException {
    List<String> table =
        Files.readAllLines(DOCUMENT).stream()
            .dropWhile(line -> !line.equals(HEAD))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(table)
        .containsExactlyElementsOf(
            Arrays.stream(Exclusion.values())
                .map(
                    each ->
                        "| %s | %s | %s |"
                            .formatted(each.one().words(), each.other().words(), each.because()))
                .toList());
  }
}
