package assay.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.run.TrainingSettings;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class DeviceTest {

  private static final ModelSpec SPEC = Architectures.perceptron(64, 8, 10, 16);
  private static final LabelledData NO_DATA =
      LabelledData.of(new DataFormat(64, 0, 16, 10), List.of());

  private ComputationGraph from;
  private ComputationGraph copy;
  private Device device;

  @BeforeEach
  void makeADevice() {
    from = network(1);
    copy = network(2);
    device = new Device(1, copy, new BatchSlots(new Batches(NO_DATA, SPEC)), () -> true);
  }

  @AfterEach
  void close() {
    device.close();
    copy.close();
    from.close();
  }

  @Test
  void shouldGoToWhereAnotherNetworkStands() {
    from.fit(batch(64));

    device.copy(from);

    assertThat(copy.params().equals(from.params())).isTrue();
    assertThat(copy.getUpdater().getStateViewArray().equals(from.getUpdater().getStateViewArray()))
        .isTrue();
    assertThat(copy.getConfiguration().getIterationCount()).isEqualTo(1);
  }

  @Test
  void shouldTrainItsOwnNetworkOnly() {
    device.copy(from);
    device.begin(7);

    device.feedDataSet(batch(64), 0);
    device.learn();
    device.await();

    assertThat(copy.params().equals(from.params())).isFalse();
    assertThat(copy.getConfiguration().getIterationCount()).isEqualTo(1);
  }

  @Test
  void shouldTellTheWaitingThreadWhatFailed() {
    device.begin(7);

    device.feedDataSet(batch(63), 0);
    device.learn();

    assertThatThrownBy(device::await)
        .hasMessageContaining("device-1")
        .hasRootCauseInstanceOf(RuntimeException.class);
  }

  private static ComputationGraph network(long seed) {
    return GraphBuilder.buildToTrain(SPEC, TrainingSettings.of(1, seed));
  }

  private static DataSet batch(int width) {
    return new DataSet(Nd4j.ones(4, width), Nd4j.ones(4, 10).div(10));
  }
}
