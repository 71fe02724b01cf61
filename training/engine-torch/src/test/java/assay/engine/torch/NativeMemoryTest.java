package assay.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import assay.training.data.Digits;
import assay.training.run.EpochReport;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.spec.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeMemoryTest {

  private static final long ROOM = 48L << 20;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldNotGrowWithTheStepsTaken(int devices) {
    Digits digits = Digits.load();
    ModelSpec spec = Specs.residual(Specs.ADAM);
    TrainingSettings settings = TrainingSettings.of(25, 1).withBatchSize(8).withDevices(devices);
    TrainingJob job = new TrainingJob(spec, digits.training(), digits.test(), settings);
    List<Long> resident = new ArrayList<>();

    new TorchEngine(System::nanoTime).train(job, afterEpochs(resident));

    assertThat(resident.get(24)).isLessThan(resident.get(4) + ROOM);
  }

  private static TrainingListener afterEpochs(List<Long> resident) {
    return new TrainingListener() {
      @Override
      public void onEpoch(EpochReport report) {
        // The heap grows by itself, until it is collected.
        resident.add(Pointer.physicalBytes() - Runtime.getRuntime().totalMemory());
      }
    };
  }
}
