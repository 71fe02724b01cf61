package assay.registry.content;

import assay.registry.content.Cid.Codec;

/** A block and the identifier computed from its bytes, so that nobody computes it twice. */
public final class Block {

  private final Cid cid;
  private final byte[] bytes;

  private Block(Cid cid, byte[] bytes) {
    this.cid = cid;
    this.bytes = bytes;
  }

  /**
   * Names the bytes, which must not change from now on.
   *
   * @throws ContentTooLargeException above {@link BlockStore#MAX_BLOCK_BYTES}
   */
  public static Block of(Codec codec, byte[] bytes) {
    return new Block(Blocks.identify(codec, bytes), bytes);
  }

  public Cid cid() {
    return cid;
  }

  /** The bytes themselves, not a copy. */
  byte[] bytes() {
    return bytes;
  }
}
