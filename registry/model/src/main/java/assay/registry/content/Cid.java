package assay.registry.content;

import assay.chain.Bytes32;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The identifier of a block or file: a CIDv1 over sha-256 with codec raw or dag-pb, 36 bytes in
 * binary and base32 text such as {@code bafkrei...}. Every other kind of CID is refused, so two
 * equal contents have one identifier. Source: the CID and multihash specifications of multiformats.
 *
 * @param codec how the block's bytes are to be read
 * @param digest sha-256 of the block's bytes
 */
public record Cid(Codec codec, Bytes32 digest) implements Comparable<Cid> {

  /** The number of bytes of the binary form. */
  public static final int BYTES = 36;

  private static final int PREFIX_BYTES = 4;
  private static final int TEXT_LENGTH = 59;

  /** How a block is read: as bare bytes, or as a dag-pb node that links to others. */
  public enum Codec {
    RAW(0x55, "raw"),
    DAG_PB(0x70, "dag-pb");

    private final byte code;
    private final String text;

    Codec(int code, String text) {
      this.code = (byte) code;
      this.text = text;
    }

    /** The name in the multicodec table. */
    public String text() {
      return text;
    }

    private byte[] prefix() {
      return new byte[] {1, code, 0x12, 0x20};
    }
  }

  /** The identifier of these bytes as a block of the codec. */
  public static Cid of(Codec codec, byte[] block) {
    return new Cid(codec, Bytes32.sha256(block));
  }

  /** Reads the 36 bytes that contracts and manifests carry. */
  public static Cid ofBytes(byte[] bytes) {
    if (bytes.length == BYTES) {
      for (Codec codec : Codec.values()) {
        if (Arrays.equals(codec.prefix(), 0, PREFIX_BYTES, bytes, 0, PREFIX_BYTES)) {
          return new Cid(codec, Bytes32.of(Arrays.copyOfRange(bytes, PREFIX_BYTES, BYTES)));
        }
      }
    }
    throw new IllegalArgumentException(
        bytes.length + " bytes are not a CIDv1 of sha-256 with codec raw or dag-pb in 36 bytes.");
  }

  /** Reads the base32 text form. */
  public static Cid parse(String text) {
    if (text.length() != TEXT_LENGTH || text.charAt(0) != 'b') {
      throw new IllegalArgumentException(
          "'" + shown(text) + "' is not a CIDv1 in base32; it needs 'b' and 58 more characters.");
    }
    try {
      return ofBytes(Base32.decode(text.substring(1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is not a CID: " + e.getMessage(), e);
    }
  }

  private static String shown(String text) {
    return text.length() <= TEXT_LENGTH ? text : text.substring(0, TEXT_LENGTH) + "...";
  }

  /** The 36-byte binary form. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).put(codec.prefix()).put(digest.bytes()).array();
  }

  /** The base32 text form. */
  public String text() {
    return "b" + Base32.encode(bytes());
  }

  /** Whether these bytes are the block this identifier names. */
  public boolean names(byte[] block) {
    return digest.equals(Bytes32.sha256(block));
  }

  @Override
  public String toString() {
    return text();
  }

  @Override
  public int compareTo(Cid other) {
    int byCodec = codec.compareTo(other.codec);
    return byCodec != 0 ? byCodec : digest.compareTo(other.digest);
  }
}
