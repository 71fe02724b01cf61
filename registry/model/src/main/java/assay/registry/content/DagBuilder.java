package assay.registry.content;

import assay.registry.content.Cid.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the balanced tree over a file's leaves as they come: all leaves lie at one depth, and a
 * node is written as soon as it is full, so memory is bounded by depth times width.
 */
final class DagBuilder {

  private final BlockSink blocks;
  private final int maxLinks;
  private final List<List<DagLink>> levels = new ArrayList<>();

  DagBuilder(BlockSink blocks, int maxLinks) {
    this.blocks = blocks;
    this.maxLinks = maxLinks;
  }

  /** The tree of a file, all of its blocks given away. */
  static DagLink of(InputStream source, DagLayout layout, BlockSink blocks) throws IOException {
    DagBuilder tree = new DagBuilder(blocks, layout.maxLinks());
    // Grows with what is there: most files are smaller than a leaf.
    byte[] chunk = source.readNBytes(layout.chunkBytes());
    while (chunk.length > 0) {
      tree.addLeaf(chunk);
      chunk = chunk.length < layout.chunkBytes() ? new byte[0] : whole(source, layout);
    }
    return tree.finish();
  }

  /** In as few reads as the source allows. */
  private static byte[] whole(InputStream source, DagLayout layout) throws IOException {
    byte[] chunk = new byte[layout.chunkBytes()];
    int read = source.readNBytes(chunk, 0, chunk.length);
    return read == chunk.length ? chunk : Arrays.copyOf(chunk, read);
  }

  void addLeaf(byte[] bytes) {
    Cid cid = blocks.put(Codec.RAW, bytes);
    add(0, new DagLink(cid, bytes.length, bytes.length));
  }

  private void add(int depth, DagLink link) {
    if (depth == levels.size()) {
      levels.add(new ArrayList<>());
    }
    List<DagLink> level = levels.get(depth);
    level.add(link);
    if (level.size() == maxLinks) {
      close(depth);
    }
  }

  private void close(int depth) {
    List<DagLink> level = levels.get(depth);
    DagLink parent = write(new DagNode(level));
    level.clear();
    add(depth + 1, parent);
  }

  private DagLink write(DagNode node) {
    byte[] block = node.encode();
    long treeBytes = block.length;
    for (DagLink link : node.links()) {
      treeBytes += link.treeBytes();
    }
    return new DagLink(blocks.put(Codec.DAG_PB, block), node.fileBytes(), treeBytes);
  }

  /** Closes the tree; an empty file is one empty leaf. */
  DagLink finish() {
    if (levels.isEmpty()) {
      addLeaf(new byte[0]);
    }
    for (int depth = 0; ; depth++) {
      List<DagLink> level = levels.get(depth);
      boolean isTop = depth == levels.size() - 1;
      if (isTop && level.size() == 1) {
        return level.get(0);
      }
      if (!level.isEmpty()) {
        close(depth);
      }
    }
  }
}
