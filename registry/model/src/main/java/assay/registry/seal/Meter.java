package assay.registry.seal;

import assay.chain.Bytes32;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Counts the bytes that pass, and hashes and writes them on a lane of its own. */
final class Meter implements AutoCloseable {

  private final MessageDigest sha256 = sha256();
  private final OutputStream target;
  private final Lane lane;
  private long count;

  /**
   * @param target gets what passes, not always at once; belongs to somebody else
   */
  Meter(OutputStream target) {
    this.target = target;
    this.lane = new Lane("sealing");
  }

  /** A meter of bytes that go nowhere else. */
  static Meter only() {
    return new Meter(OutputStream.nullOutputStream());
  }

  void pass(byte[] bytes, int offset, int length) throws IOException {
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    count += length;
    lane.take(
        () -> {
          sha256.update(copy);
          target.write(copy);
        });
  }

  long count() {
    return count;
  }

  /** The hash of all bytes, which now have all been written; may be asked once, at the end. */
  Bytes32 finish() throws IOException {
    lane.finish();
    return Bytes32.of(sha256.digest());
  }

  @Override
  public void close() {
    lane.close();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256; this one does not.", e);
    }
  }
}
