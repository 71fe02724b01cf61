package assay.registry.content;

/** The two checks every block store makes. */
final class Blocks {

  private Blocks() {}

  static Cid identify(Cid.Codec codec, byte[] block) {
    if (block.length > BlockStore.MAX_BLOCK_BYTES) {
      throw new ContentTooLargeException(
          "A block of "
              + block.length
              + " bytes is above the limit of "
              + BlockStore.MAX_BLOCK_BYTES
              + "; cut the content into smaller blocks.");
    }
    return Cid.of(codec, block);
  }

  static byte[] verified(Cid cid, byte[] block, String store) {
    if (!cid.names(block)) {
      throw new ContentCorruptException(
          "The "
              + block.length
              + " bytes that "
              + store
              + " has for "
              + cid
              + " do not hash to it; fetch the content from another store.");
    }
    return block;
  }

  static ContentCorruptException corrupt(Cid cid, String store) {
    return new ContentCorruptException(
        "What "
            + store
            + " has for "
            + cid
            + " does not hash to it; fetch the content from another store.");
  }

  static ContentMissingException missing(Cid cid, String store) {
    return new ContentMissingException(
        "Block " + cid + " is not in " + store + "; ask its owner to store it again.");
  }
}
