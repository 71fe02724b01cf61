package assay.registry.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An inner block of a file: dag-pb links to its parts and a UnixFS header with their sizes. Only
 * the one encoding this class writes is read, so nothing can hide in a block. Source: the dag-pb
 * and UnixFS specifications of IPLD and IPFS.
 *
 * @param links the parts in order, at least one, each with at least one byte of the file
 */
record DagNode(List<DagLink> links) {

  private static final int NODE_DATA = 1;
  private static final int NODE_LINKS = 2;
  private static final int LINK_HASH = 1;
  private static final int LINK_NAME = 2;
  private static final int LINK_TREE_BYTES = 3;
  private static final int FILE_TYPE = 1;
  private static final int FILE_BYTES = 3;
  private static final int FILE_PART_BYTES = 4;
  private static final int TYPE_FILE = 2;

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

  byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (DagLink link : links) {
      Protobuf.writeBytes(out, NODE_LINKS, encode(link));
    }
    Protobuf.writeBytes(out, NODE_DATA, encodeSizes());
    return out.toByteArray();
  }

  private static byte[] encode(DagLink link) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Protobuf.writeBytes(out, LINK_HASH, link.cid().bytes());
    Protobuf.writeBytes(out, LINK_NAME, new byte[0]);
    Protobuf.writeVarint(out, LINK_TREE_BYTES, link.treeBytes());
    return out.toByteArray();
  }

  private byte[] encodeSizes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Protobuf.writeVarint(out, FILE_TYPE, TYPE_FILE);
    Protobuf.writeVarint(out, FILE_BYTES, fileBytes());
    for (DagLink link : links) {
      Protobuf.writeVarint(out, FILE_PART_BYTES, link.fileBytes());
    }
    return out.toByteArray();
  }

  /** Reads a block a stranger may have made. */
  static DagNode decode(Cid cid, byte[] block) {
    try {
      DagNode node = decode(block);
      if (Arrays.equals(node.encode(), block)) {
        return node;
      }
      throw new IllegalArgumentException("it is encoded in an unusual way");
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ContentMalformedException(
          "Block "
              + cid
              + " is not a file node of profile unixfs-v1-2025 ("
              + e.getMessage()
              + "); ask its owner to store the file again under that profile.",
          e);
    }
  }

  private static DagNode decode(byte[] block) {
    ByteBuffer in = ByteBuffer.wrap(block);
    List<ByteBuffer> encodedLinks = new ArrayList<>();
    while (Protobuf.isBytesField(in, NODE_LINKS)) {
      encodedLinks.add(Protobuf.readBytes(in, NODE_LINKS));
    }
    ByteBuffer sizes = Protobuf.readBytes(in, NODE_DATA);
    Protobuf.readVarint(sizes, FILE_TYPE);
    Protobuf.readVarint(sizes, FILE_BYTES);
    List<DagLink> links = new ArrayList<>();
    for (ByteBuffer encoded : encodedLinks) {
      links.add(decode(encoded, Protobuf.readVarint(sizes, FILE_PART_BYTES)));
    }
    return new DagNode(links);
  }

  private static DagLink decode(ByteBuffer link, long fileBytes) {
    ByteBuffer hash = Protobuf.readBytes(link, LINK_HASH);
    byte[] cid = new byte[hash.remaining()];
    hash.get(cid);
    Protobuf.readBytes(link, LINK_NAME);
    return new DagLink(Cid.ofBytes(cid), fileBytes, Protobuf.readVarint(link, LINK_TREE_BYTES));
  }
}
