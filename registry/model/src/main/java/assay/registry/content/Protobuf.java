package assay.registry.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The two wire types of protocol buffers that dag-pb and UnixFS use: varint and bytes. */
final class Protobuf {

  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int LONGEST_VARINT_BITS = 63;

  private Protobuf() {}

  static void writeVarint(ByteArrayOutputStream out, int field, long value) {
    writeBareVarint(out, ((long) field << 3) | VARINT);
    writeBareVarint(out, value);
  }

  static void writeBytes(ByteArrayOutputStream out, int field, byte[] value) {
    writeBareVarint(out, ((long) field << 3) | BYTES);
    writeBareVarint(out, value.length);
    out.writeBytes(value);
  }

  private static void writeBareVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Reads the tag of a varint field and its value. */
  static long readVarint(ByteBuffer in, int field) {
    expect(in, ((long) field << 3) | VARINT);
    return readBareVarint(in);
  }

  /** Reads the tag of a bytes field and returns a view of its bytes. */
  static ByteBuffer readBytes(ByteBuffer in, int field) {
    expect(in, ((long) field << 3) | BYTES);
    long length = readBareVarint(in);
    if (length > in.remaining()) {
      throw new IllegalArgumentException("a field of " + length + " bytes ends after the block");
    }
    ByteBuffer bytes = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return bytes;
  }

  /** Whether the next field is this bytes field. */
  static boolean isBytesField(ByteBuffer in, int field) {
    return in.hasRemaining() && in.get(in.position()) == (byte) ((field << 3) | BYTES);
  }

  private static void expect(ByteBuffer in, long tag) {
    long found = readBareVarint(in);
    if (found != tag) {
      throw new IllegalArgumentException("field tag " + found + " stands where " + tag + " must");
    }
  }

  private static long readBareVarint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < LONGEST_VARINT_BITS; shift += 7) {
      if (!in.hasRemaining()) {
        throw new IllegalArgumentException("the block ends inside a number");
      }
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number is longer than 63 bits");
  }
}
