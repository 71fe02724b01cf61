package assay.training.checkpoint;

import assay.training.checkpoint.CheckpointRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads exactly what it is asked for. A short stream is a named refusal; memory is taken only for
 * sizes the caller has checked.
 */
final class BoundedInput {

  private final InputStream in;

  BoundedInput(InputStream in) {
    this.in = in;
  }

  byte[] read(int length, String what) {
    byte[] bytes = new byte[length];
    read(bytes, length, what);
    return bytes;
  }

  void read(byte[] buffer, int length, String what) {
    try {
      if (in.readNBytes(buffer, 0, length) < length) {
        throw new CheckpointRefusedException(
            Reason.TRUNCATED, "The stream ends within " + what + "; fetch it again.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Reading " + what + " failed.", e);
    }
  }

  void requireEnd(String what) {
    try {
      if (in.read() >= 0) {
        throw new CheckpointRefusedException(
            Reason.MALFORMED, "Bytes follow the end of " + what + "; they belong to nothing.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Reading " + what + " failed.", e);
    }
  }

  InputStream stream() {
    return in;
  }
}
