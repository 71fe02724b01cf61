package assay.training.federated.rule;

/**
 * Walks over n vectors in blocks of columns small enough for a processor's cache, each block copied
 * so that it can be sorted. Scratch is about 128 KiB.
 */
final class ColumnBlocks {

  private static final int CACHED = 1 << 15;
  private static final int FEWEST_COLUMNS = 64;

  private ColumnBlocks() {}

  /** Joins one block's columns into the result. */
  @FunctionalInterface
  interface BlockRule {

    /**
     * Joins a block.
     *
     * @param rows the block, scratch of its receiver
     * @param columns how many of each row count
     * @param result where the block's columns go
     * @param from the place of the block's first column in the result
     */
    void join(float[][] rows, int columns, float[] result, int from);
  }

  static float[] join(float[][] vectors, BlockRule rule) {
    int block = Math.max(FEWEST_COLUMNS, CACHED / vectors.length);
    float[] result = new float[vectors[0].length];
    float[][] rows = new float[vectors.length][Math.min(block, result.length)];
    for (int from = 0; from < result.length; from += block) {
      int columns = Math.min(block, result.length - from);
      for (int i = 0; i < vectors.length; i++) {
        System.arraycopy(vectors[i], from, rows[i], 0, columns);
      }
      rule.join(rows, columns, result, from);
    }
    return result;
  }
}
