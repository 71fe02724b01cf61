package assay.registry.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Tells the identifier that content will have in any store, without storing it; keeps no more of
 * what is written to it than one block. Not thread-safe.
 */
public final class CidCalculator extends OutputStream {

  private final DagBuilder tree;
  private final byte[] leaf;
  private int filled;

  /** The identifier of all bytes of the source, which is left open. */
  public static Cid of(InputStream source) throws IOException {
    CidCalculator calculator = new CidCalculator();
    source.transferTo(calculator);
    return calculator.finish();
  }

  public CidCalculator() {
    this(DagLayout.UNIXFS_V1_2025);
  }

  CidCalculator(DagLayout layout) {
    tree = new DagBuilder(Cid::of, layout.maxLinks());
    leaf = new byte[layout.chunkBytes()];
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int taken = 0;
    while (taken < length) {
      int step = Math.min(length - taken, leaf.length - filled);
      System.arraycopy(bytes, offset + taken, leaf, filled, step);
      taken += step;
      filled += step;
      if (filled == leaf.length) {
        closeLeaf();
      }
    }
  }

  private void closeLeaf() {
    tree.addLeaf(Arrays.copyOf(leaf, filled));
    filled = 0;
  }

  /** The identifier of all that was written; to be asked once, at the end. */
  public Cid finish() {
    if (filled > 0) {
      closeLeaf();
    }
    return tree.finish().cid();
  }
}
