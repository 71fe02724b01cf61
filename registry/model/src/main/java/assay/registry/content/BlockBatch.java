package assay.registry.content;

/**
 * Blocks on their way into a store together. A store may be quicker to keep many for certain than
 * to keep each: none is, until {@link #finish} has returned. Safe for use by several threads.
 */
public interface BlockBatch {

  /** Takes a block, which can be read from the store when this returns. */
  void put(Block block);

  /** Returns when every block taken is stored durably; more may be taken afterwards. */
  void finish();
}
