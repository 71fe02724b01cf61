package assay.registry.content;

/**
 * Keeps blocks of at most {@link #MAX_BLOCK_BYTES} bytes under their identifiers. Every block is
 * checked against its identifier when it is read, whatever the store holds or a peer sends.
 * Implementations are safe for use by several threads.
 */
public interface BlockStore extends BlockSink {

  /** The largest block, 2 MiB: what IPFS peers accept from each other. */
  int MAX_BLOCK_BYTES = 2 << 20;

  /**
   * Stores the block durably before it returns; storing it again changes nothing, and mends a copy
   * that has gone bad.
   *
   * @return the block's identifier, computed from the bytes given
   * @throws ContentTooLargeException above {@link #MAX_BLOCK_BYTES}
   */
  @Override
  Cid put(Cid.Codec codec, byte[] block);

  /** A way to put many blocks; each is stored at once where a store is no quicker otherwise. */
  default BlockBatch batch() {
    return new BlockBatch() {
      @Override
      public void put(Block block) {
        BlockStore.this.put(block.cid().codec(), block.bytes());
      }

      @Override
      public void finish() {
        // Every block is stored already.
      }
    };
  }

  /**
   * The block, checked.
   *
   * @throws ContentMissingException if the store does not have it
   * @throws ContentCorruptException if what the store has is something else
   */
  byte[] get(Cid cid);

  /** Whether the store itself has the block, without reading or checking it. */
  boolean has(Cid cid);

  /**
   * Asks the store to keep this block and all it links to; {@link ContentStore#pin} checks them.
   */
  void pin(Cid root);

  /** Lets go of what {@link #pin} kept; what is not pinned stays as it is. */
  void unpin(Cid root);

  /** Whether {@link #pin} was asked for this very root. */
  boolean isPinned(Cid root);
}
