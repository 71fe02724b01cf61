package assay.registry.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An inner block of a file: links to its parts and a UnixFS header with their sizes.
 *
 * @param links the parts in order, at least one, each with at least one byte of the file
 */
record DagNode(List<DagLink> links) implements InnerBlock {

  private static final int FILE_BYTES = 3;
  private static final int FILE_PART_BYTES = 4;

  DagNode {
    links = List.copyOf(links);
    if (links.isEmpty() || links.size() > DagLayout.WIDEST) {
      throw new IllegalArgumentException(
          "it has " + links.size() + " links instead of 1.." + DagLayout.WIDEST);
    }
    // Without this a small tree of empty parts could keep a reader busy for ever.
    if (links.stream().anyMatch(link -> link.fileBytes() < 1)) {
      throw new IllegalArgumentException("it links to a part without bytes");
    }
  }

  long fileBytes() {
    long sum = 0;
    for (DagLink link : links) {
      sum = Math.addExact(sum, link.fileBytes());
    }
    return sum;
  }

  @Override
  public List<PbLink> pbLinks() {
    return links.stream().map(link -> new PbLink(link.cid(), "", link.treeBytes())).toList();
  }

  @Override
  public byte[] unixFs() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Protobuf.writeVarint(out, DATA_TYPE, TYPE_FILE);
    Protobuf.writeVarint(out, FILE_BYTES, fileBytes());
    for (DagLink link : links) {
      Protobuf.writeVarint(out, FILE_PART_BYTES, link.fileBytes());
    }
    return out.toByteArray();
  }

  /**
   * Reads a block of a file that a stranger may have made.
   *
   * @throws ContentMalformedException if it is none
   */
  static DagNode decode(Cid cid, byte[] block) {
    if (InnerBlock.decode(cid, block) instanceof DagNode file) {
      return file;
    }
    throw new ContentMalformedException(
        cid + " is a directory; name one of the files in it, or take it as an archive.");
  }

  /**
   * Reads what comes after the type.
   *
   * @param unixFs the rest of the UnixFS message
   */
  static DagNode decode(List<PbLink> links, ByteBuffer unixFs) {
    Protobuf.readVarint(unixFs, FILE_BYTES);
    List<DagLink> parts = new ArrayList<>();
    for (PbLink link : links) {
      long fileBytes = Protobuf.readVarint(unixFs, FILE_PART_BYTES);
      parts.add(new DagLink(link.cid(), fileBytes, link.treeBytes()));
    }
    return new DagNode(parts);
  }
}
