package assay.registry.content;

import assay.registry.content.Cid.Codec;
import java.io.IOException;
import java.io.InputStream;

/**
 * Files as UnixFS trees over any {@link BlockStore}, so that the same file has the same identifier
 * in the embedded store and in an IPFS node. Memory does not grow with the file.
 */
public final class DagContentStore implements ContentStore {

  private final BlockStore blocks;
  private final DagLayout layout;

  /** Stores under the profile of Assay, {@link DagLayout#UNIXFS_V1_2025}. */
  public DagContentStore(BlockStore blocks) {
    this(blocks, DagLayout.UNIXFS_V1_2025);
  }

  public DagContentStore(BlockStore blocks, DagLayout layout) {
    this.blocks = blocks;
    this.layout = layout;
  }

  @Override
  public Cid put(InputStream source) throws IOException {
    return putTree(source).cid();
  }

  DagLink putTree(InputStream source) throws IOException {
    try (ParallelSink sink = new ParallelSink(blocks)) {
      DagBuilder tree = new DagBuilder(sink, layout.maxLinks());
      byte[] chunk = source.readNBytes(layout.chunkBytes());
      while (chunk.length > 0) {
        tree.addLeaf(chunk);
        chunk = source.readNBytes(layout.chunkBytes());
      }
      DagLink top = tree.finish();
      sink.finish();
      return top;
    }
  }

  @Override
  public InputStream get(Cid cid, long maxBytes) {
    return new DagInputStream(blocks, cid, maxBytes);
  }

  /** How many bytes the content promises to have; told by its first block. */
  long length(Cid cid) {
    byte[] top = blocks.get(cid);
    return cid.codec() == Codec.RAW ? top.length : DagNode.decode(cid, top).fileBytes();
  }

  @Override
  public void pin(Cid cid) {
    requireAll(cid);
    blocks.pin(cid);
  }

  @Override
  public boolean isPinned(Cid cid) {
    return blocks.isPinned(cid);
  }

  void requireAll(Cid root) {
    for (Cid cid : new DagWalk(blocks, root)) {
      if (!blocks.has(cid)) {
        throw Blocks.missing(cid, blocks.toString());
      }
    }
  }
}
