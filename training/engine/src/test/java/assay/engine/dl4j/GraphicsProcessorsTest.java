package assay.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.run.ComputeCapability;
import assay.training.run.EngineRefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphicsProcessorsTest {

  @ParameterizedTest
  @ValueSource(strings = {"3.7", "5.2", "7.0", "8.6"})
  void shouldTakeWhatTheBuildHasCodeFor(String capability) {
    assertThatCode(() -> with("7.5", capability).requireFit()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.9", "9.0", "12.0"})
  void shouldRefuseOneNewerCardByNamingTheOtherEngine(String capability) {
    assertThatThrownBy(() -> with("7.5", capability).requireFit())
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("3.7 to 8.6, not for " + capability)
        .hasMessageContaining("use the LibTorch engine");
  }

  @Test
  void shouldRefuseOlderCards() {
    assertThatThrownBy(() -> with("3.5").requireFit())
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("begins at 3.7");
  }

  /**
   * Also where the CUDA build is on the class path but no driver is there: the processors compute.
   */
  @Test
  void shouldSayWhatItComputesOn() {
    int graphics = GraphicsProcessors.inUse().cards().size();

    assertThat(Nd4jRuntime.hardware())
        .containsEntry("backend", graphics == 0 ? "cpu" : "cuda")
        .containsEntry("graphics_processors", String.valueOf(graphics));
  }

  private static GraphicsProcessors with(String... capabilities) {
    return new GraphicsProcessors(
        List.of(capabilities).stream()
            .map(text -> ComputeCapability.parse(text).orElseThrow())
            .toList());
  }
}
