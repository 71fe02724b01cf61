package assay.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.run.TrainingEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineChoiceTest {

  @ParameterizedTest
  @EnumSource
  void shouldOpenTheEngineOfItsWordWhichNamesItselfInProvenances(EngineChoice choice) {
    TrainingEngine engine = EngineChoice.parse(choice.word()).open(System::nanoTime);

    assertThat(engine.name()).isEqualTo(choice.word());
    assertThat(engine.software().get("engine")).startsWith(choice.word() + " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "DL4J", "tensorflow"})
  void shouldRefuseAnotherWordWithThoseThereAre(String word) {
    assertThatThrownBy(() -> EngineChoice.parse(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[dl4j, torch]");
  }
}
