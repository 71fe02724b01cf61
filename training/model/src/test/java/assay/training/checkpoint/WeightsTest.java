package assay.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WeightsTest {

  private static final Weights LENET = Checkpoints.weights(Checkpoints.LENET, 3);

  @Test
  void shouldComeBackFromOneVector() {
    float[] flat = LENET.flat();

    assertThat(flat).hasSize((int) Checkpoints.LENET.parameterCount());
    assertThat(Weights.of(Checkpoints.LENET, flat)).isEqualTo(LENET);
  }

  /** Tensors in the spec's order, so that everybody means the same number by a place. */
  @Test
  void shouldPutTheFirstTensorFirst() {
    Tensor first = LENET.tensors().get(0);

    assertThat(LENET.flat()).startsWith(first.values());
  }

  @Test
  void shouldRefuseAVectorOfAnotherLength() {
    float[] flat = Checkpoints.weights(Checkpoints.SMALL, 3).flat();

    assertThatThrownBy(() -> Weights.of(Checkpoints.LENET, flat))
        .isInstanceOf(CheckpointRefusedException.class)
        .hasMessageContaining(flat.length + " numbers are no weights of a model");
  }

  @Test
  void shouldBeNamedByTheHashOfTheirFile() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Safetensors.write(LENET, file);

    assertThat(LENET.sha256()).isEqualTo(Bytes32.sha256(file.toByteArray()));
  }
}
