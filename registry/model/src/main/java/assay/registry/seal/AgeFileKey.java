package assay.registry.seal;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * The key of one age file: it opens that file and nothing else, so whoever holds an identity can
 * hand one file on. The header of the file commits to it (its last line is a MAC under this key),
 * so no other key opens the same bytes. It never prints itself. Immutable.
 */
public final class AgeFileKey {

  /** Source: "The age file encryption format", section "File key". */
  private static final int BYTES = 16;

  private final byte[] key;

  private AgeFileKey(byte[] key) {
    this.key = key.clone();
  }

  static AgeFileKey of(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException(
          "A file key has %d bytes; this one has %d.".formatted(BYTES, key.length));
    }
    return new AgeFileKey(key);
  }

  /** Reads what {@link #reveal} gave. */
  public static AgeFileKey parse(String text) {
    try {
      return of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      // Without the cause: its message may hold parts of the secret.
      throw new IllegalArgumentException(
          "This is not a file key; it needs %d bytes in base64.".formatted(BYTES));
    }
  }

  /** The secret in base64 (RFC 4648), for sealing it to somebody else. Never log it. */
  public String reveal() {
    return Base64.getEncoder().encodeToString(key);
  }

  byte[] bytes() {
    return key.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AgeFileKey that && MessageDigest.isEqual(key, that.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return "AgeFileKey[hidden]";
  }
}
