package assay.registry.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A dag-pb block that links to others: part of a file, or a directory. Only the one encoding that
 * {@link #encode} writes is read, so nothing can hide in a block. Source: the dag-pb and UnixFS
 * specifications of IPLD and IPFS.
 */
sealed interface InnerBlock permits DagNode, DagDirectory {

  int NODE_DATA = 1;
  int NODE_LINKS = 2;
  int DATA_TYPE = 1;
  int TYPE_DIRECTORY = 1;
  int TYPE_FILE = 2;

  /** The links, in order. */
  List<PbLink> pbLinks();

  /** The UnixFS message. */
  byte[] unixFs();

  default byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (PbLink link : pbLinks()) {
      Protobuf.writeBytes(out, NODE_LINKS, link.encode());
    }
    Protobuf.writeBytes(out, NODE_DATA, unixFs());
    return out.toByteArray();
  }

  /**
   * Reads a block a stranger may have made.
   *
   * @throws ContentMalformedException if it is neither
   */
  static InnerBlock decode(Cid cid, byte[] block) {
    try {
      InnerBlock read = decode(ByteBuffer.wrap(block));
      if (Arrays.equals(read.encode(), block)) {
        return read;
      }
      throw new IllegalArgumentException("it is encoded in an unusual way");
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ContentMalformedException(
          "Block "
              + cid
              + " is no node of profile unixfs-v1-2025 ("
              + e.getMessage()
              + "); ask its owner to store the content again under that profile.",
          e);
    }
  }

  private static InnerBlock decode(ByteBuffer in) {
    List<PbLink> links = new ArrayList<>();
    while (Protobuf.isBytesField(in, NODE_LINKS)) {
      links.add(PbLink.decode(Protobuf.readBytes(in, NODE_LINKS)));
    }
    ByteBuffer unixFs = Protobuf.readBytes(in, NODE_DATA);
    long type = Protobuf.readVarint(unixFs, DATA_TYPE);
    if (type == TYPE_FILE) {
      return DagNode.decode(links, unixFs);
    }
    if (type == TYPE_DIRECTORY) {
      return new DagDirectory(links);
    }
    throw new IllegalArgumentException("it is of UnixFS type " + type);
  }
}
