package assay.registry.content;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Content as one file of blocks, to carry from store to store without trust: a CARv1 with one root.
 * Every block of an archive is checked before it is kept. Source: "Content Addressable aRchives
 * v1", IPLD.
 */
public final class Car {

  /** The media type of such an archive. */
  public static final String MEDIA_TYPE = "application/vnd.ipld.car; version=1; order=dfs; dups=n";

  private static final int STEP = 1 << 16;
  private static final int MOST_SHIFT = 21;
  private static final byte[] BEFORE_ROOT = HexFormat.of().parseHex("a265726f6f747381d82a582500");
  private static final byte[] AFTER_ROOT = HexFormat.of().parseHex("6776657273696f6e01");
  private static final int LONGEST_SECTION = Cid.BYTES + BlockStore.MAX_BLOCK_BYTES;

  private Car() {}

  /**
   * Writes the content's blocks, each once, in the order of the file; leaves the target open.
   *
   * @throws ContentMissingException if a block is not to be had
   */
  public static void write(BlockStore blocks, Cid root, OutputStream target) throws IOException {
    OutputStream out = new BufferedOutputStream(target, STEP);
    section(out, header(root), new byte[0]);
    for (Cid cid : new DagWalk(blocks, root)) {
      section(out, cid.bytes(), blocks.get(cid));
    }
    out.flush();
  }

  /**
   * Keeps every block of an archive and returns its root, all of whose blocks are then in the
   * store; nothing is pinned.
   *
   * @throws ContentMalformedException if it is no archive of this kind
   * @throws ContentCorruptException if a block is not what its identifier says
   * @throws ContentMissingException if blocks of the root are neither in it nor in the store
   */
  public static Cid read(BlockStore blocks, InputStream archive) throws IOException {
    DataInputStream in = new DataInputStream(archive);
    byte[] header = section(in, in.read());
    Cid root = root(header);
    try (ParallelSink sink = new ParallelSink(blocks)) {
      for (int first = in.read(); first >= 0; first = in.read()) {
        keep(sink, section(in, first));
      }
      sink.finish();
    }
    new DagContentStore(blocks).requireAll(root);
    return root;
  }

  private static void keep(BlockSink blocks, byte[] section) {
    if (section.length < Cid.BYTES) {
      throw malformed("has a section that is too short for a block", null);
    }
    Cid cid = cid(Arrays.copyOf(section, Cid.BYTES));
    byte[] block = Arrays.copyOfRange(section, Cid.BYTES, section.length);
    Blocks.verified(cid, block, "the archive");
    blocks.put(cid.codec(), block);
  }

  private static Cid cid(byte[] bytes) {
    try {
      return Cid.ofBytes(bytes);
    } catch (IllegalArgumentException e) {
      throw malformed("names a block in a way not kept here: " + e.getMessage(), e);
    }
  }

  /** {@code {"roots": [root], "version": 1}} in dag-cbor. */
  private static byte[] header(Cid root) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(BEFORE_ROOT);
    out.writeBytes(root.bytes());
    out.writeBytes(AFTER_ROOT);
    return out.toByteArray();
  }

  private static Cid root(byte[] header) {
    int start = BEFORE_ROOT.length;
    int end = start + Cid.BYTES;
    if (header.length == end + AFTER_ROOT.length
        && Arrays.equals(header, 0, start, BEFORE_ROOT, 0, start)
        && Arrays.equals(header, end, header.length, AFTER_ROOT, 0, AFTER_ROOT.length)) {
      return cid(Arrays.copyOfRange(header, start, end));
    }
    throw malformed("does not begin as a CARv1 with one root does", null);
  }

  private static void section(OutputStream out, byte[] first, byte[] rest) throws IOException {
    int length = first.length + rest.length;
    while (length >= 0x80) {
      out.write((length & 0x7f) | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.write(first);
    out.write(rest);
  }

  private static byte[] section(DataInputStream in, int first) throws IOException {
    int length = 0;
    int value = first;
    for (int shift = 0; ; shift += 7) {
      if (value < 0 || shift > MOST_SHIFT) {
        throw malformed("is cut, or tells a length that cannot be", null);
      }
      length |= (value & 0x7f) << shift;
      if (value < 0x80) {
        break;
      }
      value = in.read();
    }
    if (length < 1 || length > LONGEST_SECTION) {
      throw malformed("has a section of " + length + " bytes", null);
    }
    byte[] section = in.readNBytes(length);
    if (section.length < length) {
      throw malformed("is cut", null);
    }
    return section;
  }

  private static ContentMalformedException malformed(String why, @Nullable Exception cause) {
    return new ContentMalformedException(
        "The archive " + why + "; fetch it again, or pack the content again.", cause);
  }
}
