package assay.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProcessorNameTest {

  @Test
  void shouldTakeTheFirstNameThatLinuxTells() {
    assertThat(ProcessorName.of(Stream.of("processor\t: 0", "model name\t: Some CPU @ 2 GHz")))
        .isEqualTo("Some CPU @ 2 GHz");
  }

  @Test
  void shouldCallANamelessProcessorByItsArchitecture() {
    assertThat(ProcessorName.of(Stream.of("model name\t:", "flags\t: avx2")))
        .isEqualTo(System.getProperty("os.arch"));
  }

  @Test
  void shouldCutANameThatNoProvenanceCouldHold() {
    assertThat(ProcessorName.of(Stream.of("model name\t: " + "x".repeat(500)))).hasSize(200);
  }

  @Test
  void shouldNameThisMachinesProcessor() {
    assertThat(ProcessorName.here()).isNotBlank();
  }
}
