package assay.engine.torch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.run.EngineRefusedException;
import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void shouldAcceptLinuxOnX86WithAvx2() {
    Machine machine = new Machine("Linux", "amd64", "flags : fpu sse avx avx2 bmi2");

    assertThatCode(machine::requireFit).doesNotThrowAnyException();
  }

  @Test
  void shouldNameTheOtherEngineOnAnotherSystem() {
    Machine machine = new Machine("Mac OS X", "aarch64", "");

    assertThatThrownBy(machine::requireFit)
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("Mac OS X aarch64")
        .hasMessageContaining("use the engine 'dl4j'");
  }

  @Test
  void shouldNameTheOtherEngineWithoutAvx2() {
    Machine machine = new Machine("Linux", "amd64", "flags : fpu sse avx");

    assertThatThrownBy(machine::requireFit)
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("AVX2")
        .hasMessageContaining("use the engine 'dl4j'");
  }
}
