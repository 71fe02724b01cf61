package assay.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.training.TrainingException;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckpointArchiveTest {

  private static final int ROUNDS = 20_000;

  @Test
  void shouldReadBackWhatItWrote() {
    Checkpoint checkpoint = Checkpoints.checkpoint(Checkpoints.LENET, 5);

    Checkpoint read = read(Checkpoints.archive(checkpoint));

    assertThat(read).isEqualTo(checkpoint);
  }

  @Test
  void shouldGiveEqualContentEqualBytes() {
    byte[] first = Checkpoints.archive(Checkpoints.checkpoint(Checkpoints.SMALL, 5));
    byte[] second = Checkpoints.archive(Checkpoints.checkpoint(Checkpoints.SMALL, 5));
    byte[] other = Checkpoints.archive(Checkpoints.checkpoint(Checkpoints.SMALL, 6));

    assertThat(Bytes32.sha256(second)).isEqualTo(Bytes32.sha256(first));
    assertThat(Bytes32.sha256(other)).isNotEqualTo(Bytes32.sha256(first));
  }

  @Test
  void shouldKeepItsGoldenHash() {
    byte[] archive = Checkpoints.archive(Checkpoints.checkpoint(Checkpoints.SMALL, 5));

    assertThat(Bytes32.sha256(archive).hex())
        .isEqualTo("0x87b3819f731db86642ad3253db60ab39f06ab98d669001c717690f25c9e11039");
  }

  @Test
  void shouldRefuseAnotherFileName() {
    byte[] archive = Checkpoints.archive(Checkpoints.checkpoint(Checkpoints.SMALL, 5));
    byte[] evil = new UstarEntry("../../evil.sh", 10).header();
    System.arraycopy(evil, 0, archive, 0, evil.length);

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(CheckpointRefusedException.class)
        .hasMessageContaining("something else");
  }

  @Test
  void shouldRefuseALink() {
    byte[] archive = Checkpoints.archive(Checkpoints.checkpoint(Checkpoints.SMALL, 5));
    archive[156] = '2';

    assertThatThrownBy(() -> read(archive)).isInstanceOf(CheckpointRefusedException.class);
  }

  @Test
  void shouldRefuseAHugeDeclaredSize() {
    byte[] archive = Checkpoints.archive(Checkpoints.checkpoint(Checkpoints.SMALL, 5));
    byte[] header = new UstarEntry("model.json", 7L << 30).header();
    System.arraycopy(header, 0, archive, 0, header.length);

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(CheckpointRefusedException.class)
        .hasMessageContaining("claims");
  }

  @Test
  void shouldRefuseTheProvenanceOfAnotherSpec() {
    Weights weights = Checkpoints.weights(Checkpoints.SMALL, 1);
    Provenance foreign = Checkpoints.provenance(Checkpoints.LENET);

    assertThatThrownBy(() -> new Checkpoint(Checkpoints.SMALL, weights, foreign))
        .isInstanceOf(CheckpointRefusedException.class)
        .hasMessageContaining("provenance");
  }

  @Test
  void shouldRefuseAnotherModelThanWanted() {
    byte[] archive = Checkpoints.archive(Checkpoints.checkpoint(Checkpoints.SMALL, 5));

    assertThatThrownBy(
            () -> CheckpointArchive.read(new ByteArrayInputStream(archive), Checkpoints.LENET))
        .isInstanceOf(CheckpointRefusedException.class)
        .hasMessageContaining("asked for");
  }

  @Test
  void shouldAnswerFlipsAndTruncationsOnlyWithNamedRefusalsInBoundedMemory() {
    long seed = 20_260_102;
    System.out.println("CheckpointArchiveTest fuzz seed " + seed);
    Random random = new Random(seed);
    byte[] archive = Checkpoints.archive(Checkpoints.checkpoint(Checkpoints.SMALL, 5));
    long most = 0;

    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutated = mutate(archive, random);
      long before = allocated();
      try {
        read(mutated);
      } catch (TrainingException e) {
        assertThat(e.code()).matches("(checkpoint|model-spec)-.*");
      }
      most = Math.max(most, allocated() - before);
    }

    assertThat(most).isLessThan(16 << 20);
  }

  private static byte[] mutate(byte[] archive, Random random) {
    byte[] mutated = archive.clone();
    int kind = random.nextInt(4);
    if (kind == 0) {
      return Arrays.copyOf(mutated, random.nextInt(mutated.length));
    }
    for (int flips = kind; flips > 0; flips--) {
      mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
    }
    if (kind == 3) {
      byte[] number = Long.toString(random.nextLong()).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(number, 0, mutated, random.nextInt(mutated.length - 20), number.length);
    }
    return mutated;
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static Checkpoint read(byte[] bytes) {
    return CheckpointArchive.read(new ByteArrayInputStream(bytes));
  }
}
