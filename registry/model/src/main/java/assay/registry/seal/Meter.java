package assay.registry.seal;

import assay.chain.Bytes32;
import assay.chain.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the bytes that pass, and hashes and writes them, each on a lane of its own. They are
 * handed over in large blocks, because waking another thread takes longer than hashing a small one;
 * a block both lanes are done with is filled again, while the processor still has it at hand.
 */
final class Meter implements AutoCloseable {

  /** Most messages are short. */
  private static final int FIRST_BLOCK = 1 << 16;

  private static final int BLOCK = 1 << 20;
  private static final int LANES = 2;

  private final MessageDigest sha256 = Sha256.digest();
  private final OutputStream target;
  private final Lane hashing = new Lane("hashing");
  private final Lane writing = new Lane("writing");
  private final Queue<byte[]> spare = new ConcurrentLinkedQueue<>();
  private byte[] block = new byte[FIRST_BLOCK];
  private int filled;
  private long count;

  /**
   * @param target gets what passes, not always at once; belongs to somebody else
   */
  Meter(OutputStream target) {
    this.target = target;
  }

  /** A meter of bytes that go nowhere else. */
  static Meter only() {
    return new Meter(OutputStream.nullOutputStream());
  }

  void pass(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int step = Math.min(length - done, block.length - filled);
      System.arraycopy(bytes, offset + done, block, filled, step);
      filled += step;
      done += step;
      if (filled == block.length) {
        handOver();
        block = emptyBlock();
      }
    }
    count += length;
  }

  private void handOver() throws IOException {
    byte[] full = block;
    int length = filled;
    filled = 0;
    AtomicInteger users = new AtomicInteger(LANES);
    hashing.take(
        () -> {
          sha256.update(full, 0, length);
          release(full, users);
        });
    writing.take(
        () -> {
          target.write(full, 0, length);
          release(full, users);
        });
  }

  private void release(byte[] done, AtomicInteger users) {
    if (users.decrementAndGet() == 0 && done.length == BLOCK) {
      spare.add(done);
    }
  }

  private byte[] emptyBlock() {
    byte[] used = spare.poll();
    return used == null ? new byte[BLOCK] : used;
  }

  long count() {
    return count;
  }

  /** The hash of all bytes, which now have all been written; may be asked once, at the end. */
  Bytes32 finish() throws IOException {
    handOver();
    writing.finish();
    hashing.finish();
    return Bytes32.of(sha256.digest());
  }

  @Override
  public void close() {
    writing.close();
    hashing.close();
  }
}
