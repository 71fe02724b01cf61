package assay.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.training.TrainingException;
import assay.training.checkpoint.CheckpointRefusedException;
import assay.training.checkpoint.Checkpoints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingStateFileTest {

  private static final TrainingState STATE =
      new TrainingState(
          Bytes32.keccak256("job"),
          "twin",
          3,
          Checkpoints.weights(Checkpoints.SMALL, 1),
          new float[] {1, 2, 3});

  @Test
  void shouldReadBackWhatItWrote() throws IOException {
    assertThat(read(file())).isEqualTo(STATE);
  }

  @Test
  void shouldLeaveOutTheMemoryOfAFileOfTheFirstVersion() throws IOException {
    byte[] first = file();
    first[7] = '1';

    TrainingState read = read(first);

    assertThat(read.weights()).isEqualTo(STATE.weights());
    assertThat(read.epochsDone()).isEqualTo(3);
    assertThat(read.optimizerMemory()).isEmpty();
  }

  @Test
  void shouldRefuseAHalfWrittenFileWhereverItEnds() throws IOException {
    byte[] file = file();

    for (int length = 0; length < file.length; length++) {
      byte[] half = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(half)).isInstanceOf(CheckpointRefusedException.class);
    }
  }

  @Test
  void shouldAnswerFlipsOnlyWithNamedRefusals() throws IOException {
    long seed = 20_260_105;
    System.out.println("TrainingStateFileTest fuzz seed " + seed);
    Random random = new Random(seed);
    byte[] file = file();

    for (int round = 0; round < 20_000; round++) {
      byte[] mutated = file.clone();
      mutated[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        read(mutated);
      } catch (TrainingException e) {
        assertThat(e.code()).startsWith("checkpoint-");
      }
    }
  }

  private static byte[] file() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrainingStateFile.write(STATE, out);
    return out.toByteArray();
  }

  private static TrainingState read(byte[] bytes) {
    return TrainingStateFile.read(new ByteArrayInputStream(bytes), Checkpoints.SMALL);
  }
}
