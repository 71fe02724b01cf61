package assay.agent.rig;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.engine.EngineChoice;
import assay.training.run.ComputeCapability;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFitTest {

  @ParameterizedTest(name = "compute capability {0}")
  @CsvSource({
    "3.5,false,false,",
    "3.7,true,false,DL4J",
    "7.0,true,false,DL4J",
    "7.5,true,true,TORCH",
    "8.6,true,true,TORCH",
    "8.9,false,true,TORCH",
    "9.0,false,true,TORCH",
    "12.0,false,true,TORCH"
  })
  void shouldKnowWhichBuildHasCodeForAGpu(
      String capability, boolean dl4j, boolean libTorch, EngineChoice best) {
    Device gpu = gpu(ComputeCapability.parse(capability));

    assertThat(EngineFit.of(gpu)).extracting(EngineFit::fits).containsExactly(dl4j, libTorch);
    assertThat(EngineFit.best(gpu)).isEqualTo(Optional.ofNullable(best));
  }

  @Test
  void shouldNameTheOtherEngineWhereItRefusesANewerCard() {
    Device hopper = gpu(ComputeCapability.parse("9.0"));

    assertThat(EngineFit.of(hopper).get(0).why())
        .isEqualTo(
            "Deeplearning4j's CUDA 11.6 build has code for compute capability 3.7 to 8.6, not for"
                + " 9.0; use the LibTorch engine.");
  }

  @Test
  void shouldNotGuessForAGpuWhoseCapabilityIsUnknown() {
    Device old = gpu(Optional.empty());

    assertThat(EngineFit.of(old)).noneMatch(EngineFit::fits);
    assertThat(EngineFit.best(old)).isEmpty();
  }

  @Test
  void shouldTrainOnProcessorsAndNotOnWhatItDoesNotKnow() {
    assertThat(EngineFit.best(new Device.Cpu("A processor", 4, 0))).contains(EngineChoice.DL4J);
    assertThat(EngineFit.best(new Device.Accelerator("Something", "accel/accel0"))).isEmpty();
  }

  private static Device gpu(Optional<ComputeCapability> capability) {
    return new Device.Gpu(0, "A card", "GPU-0a", "", 0, "", capability);
  }
}
