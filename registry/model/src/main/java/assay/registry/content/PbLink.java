package assay.registry.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A link of a dag-pb block. Source: the dag-pb specification of IPLD.
 *
 * @param cid the block it leads to
 * @param name what the block is called here; empty for a part of a file
 * @param treeBytes bytes of all blocks under it, itself included
 */
record PbLink(Cid cid, String name, long treeBytes) {

  private static final int HASH = 1;
  private static final int NAME = 2;
  private static final int TREE_BYTES = 3;

  byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Protobuf.writeBytes(out, HASH, cid.bytes());
    Protobuf.writeBytes(out, NAME, name.getBytes(StandardCharsets.UTF_8));
    Protobuf.writeVarint(out, TREE_BYTES, treeBytes);
    return out.toByteArray();
  }

  static PbLink decode(ByteBuffer link) {
    byte[] hash = bytes(Protobuf.readBytes(link, HASH));
    byte[] name = bytes(Protobuf.readBytes(link, NAME));
    return new PbLink(
        Cid.ofBytes(hash),
        new String(name, StandardCharsets.UTF_8),
        Protobuf.readVarint(link, TREE_BYTES));
  }

  private static byte[] bytes(ByteBuffer field) {
    byte[] bytes = new byte[field.remaining()];
    field.get(bytes);
    return bytes;
  }
}
