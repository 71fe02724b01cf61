package assay.training.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTreeTest {

  private final StrictJsonTree json =
      new StrictJsonTree("It", 1_000, (words, cause) -> new IllegalArgumentException(words, cause));

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{}{", "", "[]", "{\"a\": 1, \"a\": 2}", "{\"a\": }"})
  void shouldRefuseWhatIsNotOneObjectWithoutNamingClasses(String text) {
    assertThatThrownBy(() -> json.readObject(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("It ")
        .hasMessageNotContainingAny("java.", "assay.", "jackson");
  }
}
