package assay.training.benchmark;

import assay.chain.Bytes32;
import assay.chain.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Numbers that nobody can know before a nonce: SHA-256 in counter mode, the same for every reader.
 * Block {@code i} is the hash of seed and {@code i} (8 bytes, big-endian) and gives sixteen words
 * of two bytes. Not safe for threads.
 */
public final class NonceStream {

  private static final double WORDS = 1 << 16;

  private final MessageDigest digest = Sha256.digest();
  private final byte[] seed;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private long next;

  public NonceStream(Bytes32 seed) {
    this.seed = seed.bytes();
  }

  /** The next word, from 0 to 65 535. */
  int word() {
    if (!block.hasRemaining()) {
      digest.update(seed);
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(next).flip());
      block = ByteBuffer.wrap(digest.digest());
      next++;
    }
    return Short.toUnsignedInt(block.getShort());
  }

  /** The next 32 bits, to seed another generator by. */
  public int seed() {
    return word() << Short.SIZE | word();
  }

  /** So many numbers from 0 inclusive to 1 exclusive. */
  public float[] fractions(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (word() / WORDS);
    }
    return numbers;
  }

  /** So many whole numbers from {@code -range / 2} to {@code range / 2 - 1}. */
  float[] integers(int count, int range) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = word() % range - range / 2f;
    }
    return numbers;
  }
}
