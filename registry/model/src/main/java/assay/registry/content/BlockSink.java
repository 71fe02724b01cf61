package assay.registry.content;

/** Takes blocks and names them. */
@FunctionalInterface
interface BlockSink {

  /**
   * Takes one block.
   *
   * @return its identifier, computed from the bytes given
   */
  Cid put(Cid.Codec codec, byte[] block);
}
