package assay.registry.seal;

import assay.chain.Bytes32;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Counts and hashes the bytes that pass. */
final class Meter {

  private final MessageDigest sha256;
  private long count;

  Meter() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256; this one does not.", e);
    }
  }

  void pass(byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
    count += length;
  }

  long count() {
    return count;
  }

  /** The hash so far; may be asked once. */
  Bytes32 finish() {
    return Bytes32.of(sha256.digest());
  }
}
