package assay.registry.seal;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.chain.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MeterTest {

  private static final int MANY_BLOCKS = 20 << 20;
  private static final int STEP = 16;

  /** Takes its bytes in so small steps that the hash is always ahead of it. */
  private static OutputStream late(OutputStream target) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = 0; i < length; i += STEP) {
          target.write(bytes, offset + i, Math.min(STEP, length - i));
        }
      }
    };
  }

  @Test
  void shouldWriteAndHashEveryByteOnceHoweverFarOneIsAheadOfTheOther() throws IOException {
    byte[] bytes = new byte[MANY_BLOCKS];
    Random random = new Random(7);
    random.nextBytes(bytes);
    ByteArrayOutputStream written = new ByteArrayOutputStream(bytes.length);
    try (Meter meter = new Meter(late(written))) {
      for (int done = 0; done < bytes.length; ) {
        int step = Math.min(1 + random.nextInt(200_000), bytes.length - done);
        meter.pass(bytes, done, step);
        done += step;
      }

      assertThat(meter.finish()).isEqualTo(Bytes32.of(Sha256.digest().digest(bytes)));
    }
    assertThat(written.toByteArray()).isEqualTo(bytes);
  }
}
