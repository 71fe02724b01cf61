package assay.training.benchmark;

import assay.chain.Bytes32;
import assay.chain.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A chain of matrix products whose end anybody can check by repeating it, and nobody knows without:
 * {@code X(i+1) = round(A X(i))}, all entries whole numbers of nine bits.
 *
 * <p>Every sum stays below 2^24, so 32-bit floats hold it exactly and every engine, device and
 * order of adding comes to the same end: a sum of 1 024 products has a standard deviation of 2^19.4
 * and would have to be 24 of them off. Rounding drops the sums' low byte and keeps nine bits above
 * it, which makes the step no ring homomorphism; were it only a remainder, powers of A by repeated
 * squaring would reach the end in a few products. Nine bits do not fit the eight-bit integers for
 * which many processors have faster instructions. Immutable.
 *
 * @param seed that both matrices come from
 * @param size rows, 1 to 1 024
 * @param steps products, at least 1
 */
public record ProductChain(Bytes32 seed, int size, int steps) {

  /** The entries' values lie in -256..255. */
  public static final int RANGE = 512;

  /** What a sum is divided by before it is rounded down. */
  public static final int DROPPED = 256;

  /** Rows of the matrices of a challenge. */
  public static final int SIZE = 1024;

  public ProductChain {
    if (size < 1 || size > SIZE || steps < 1) {
      throw new IllegalArgumentException(
          "A chain of %d products of %d rows is none; give 1 step or more of 1 to %d rows."
              .formatted(steps, size, SIZE));
    }
  }

  /** The chain of one worker of a challenge: its seed is nobody else's. */
  static ProductChain of(Challenge challenge, int worker) {
    String text =
        String.join(
            "|",
            "assay-benchmark/1",
            challenge.nonce().hex(),
            challenge.parties().rig().hex(),
            challenge.parties().challenger().hex(),
            String.valueOf(worker));
    Bytes32 seed = Bytes32.sha256(text.getBytes(StandardCharsets.UTF_8));
    return new ProductChain(seed, SIZE, challenge.terms().steps());
  }

  /** {@code A}, row by row. */
  public float[] factor() {
    return matrices(0);
  }

  /** {@code X(0)}, row by row. */
  public float[] start() {
    return matrices(1);
  }

  private float[] matrices(int which) {
    NonceStream stream = new NonceStream(seed);
    float[] matrix = stream.integers(size * size, RANGE);
    return which == 0 ? matrix : stream.integers(size * size, RANGE);
  }

  /** FLOPs of its products; rounding is not counted. */
  public long flops() {
    return Math.multiplyExact(steps, new Work.Product(size).cost().flops());
  }

  /** SHA-256 of the chain's end, row by row, two bytes big-endian for each entry. */
  public static Bytes32 digest(float[] end) {
    ByteBuffer bytes = ByteBuffer.allocate(end.length * Short.BYTES);
    for (float entry : end) {
      bytes.putShort((short) entry);
    }
    MessageDigest digest = Sha256.digest();
    return Bytes32.of(digest.digest(bytes.array()));
  }
}
