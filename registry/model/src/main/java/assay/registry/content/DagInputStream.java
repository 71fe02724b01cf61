package assay.registry.content;

import assay.registry.content.Cid.Codec;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Reads a file's tree from left to right, one block at a time, and holds every block to the size
 * its parent promised. Failures of the store come out of {@code read} as the content exceptions.
 */
final class DagInputStream extends InputStream {

  private static final int DEEPEST = 16;

  private final BlockStore blocks;
  private final Cid root;
  private final Deque<Part> parts = new ArrayDeque<>();
  private byte[] leaf = new byte[0];
  private int position;

  private record Part(DagLink link, int depth) {}

  DagInputStream(BlockStore blocks, Cid root, long maxBytes) {
    this.blocks = blocks;
    this.root = root;
    byte[] top = blocks.get(root);
    long fileBytes = fileBytes(root, top);
    if (fileBytes > maxBytes) {
      throw new ContentTooLargeException(
          "Content "
              + root
              + " has "
              + fileBytes
              + " bytes, more than the "
              + maxBytes
              + " allowed here; refuse it or raise the limit.");
    }
    open(new Part(new DagLink(root, fileBytes, 0), 0), top);
  }

  private static long fileBytes(Cid cid, byte[] block) {
    return switch (cid.codec()) {
      case RAW -> block.length;
      case DAG_PB -> DagNode.decode(cid, block).fileBytes();
    };
  }

  private void open(Part part, byte[] block) {
    Cid cid = part.link().cid();
    if (cid.codec() == Codec.RAW) {
      requireSize(part.link(), block.length);
      leaf = block;
      position = 0;
      return;
    }
    DagNode node = DagNode.decode(cid, block);
    requireSize(part.link(), node.fileBytes());
    if (part.depth() == DEEPEST) {
      throw malformed("is deeper than " + DEEPEST + " levels");
    }
    List<DagLink> links = node.links();
    for (int i = links.size() - 1; i >= 0; i--) {
      parts.push(new Part(links.get(i), part.depth() + 1));
    }
  }

  private void requireSize(DagLink link, long found) {
    if (link.fileBytes() != found) {
      throw malformed(
          "promises "
              + link.fileBytes()
              + " bytes under "
              + link.cid()
              + " where "
              + found
              + " are");
    }
  }

  private ContentMalformedException malformed(String what) {
    return new ContentMalformedException(
        "Content " + root + " " + what + "; ask its owner to store it again.");
  }

  /** Moves to the next leaf with bytes to give; false at the end. */
  private boolean advance() {
    while (position == leaf.length) {
      if (parts.isEmpty()) {
        return false;
      }
      Part next = parts.pop();
      open(next, blocks.get(next.link().cid()));
    }
    return true;
  }

  /** Passes over whole parts without fetching them. */
  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, leaf.length - position));
    position += (int) skipped;
    while (skipped < count && !parts.isEmpty()) {
      Part next = parts.pop();
      long bytes = next.link().fileBytes();
      if (bytes <= count - skipped) {
        skipped += bytes;
      } else {
        open(next, blocks.get(next.link().cid()));
        int within = (int) Math.max(0, Math.min(count - skipped, leaf.length - position));
        position += within;
        skipped += within;
      }
    }
    return skipped;
  }

  @Override
  public int read() {
    return advance() ? leaf[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    int count = Math.min(length, leaf.length - position);
    System.arraycopy(leaf, position, target, offset, count);
    position += count;
    return count;
  }
}
