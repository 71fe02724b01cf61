package assay.training.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file's header in a POSIX.1-1988 tar archive, in the only form written here: mode 0644, owner 0,
 * time 0, no links, no extensions. A reader that compares whole headers needs no tar parser, and
 * has none to be attacked.
 *
 * @param name the file's name, plain ASCII, below 100 characters
 * @param size its length in bytes, below 8 GiB
 */
record UstarEntry(String name, long size) {

  static final int BLOCK = 512;

  private static final int SIZE_AT = 124;
  private static final int SIZE_DIGITS = 11;
  private static final int CHECKSUM_AT = 148;

  byte[] header() {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, SIZE_AT, octal(size, SIZE_DIGITS));
    put(header, 136, octal(0, 11));
    put(header, CHECKSUM_AT, "        ");
    put(header, 156, "0");
    put(header, 257, "ustar");
    put(header, 263, "00");
    put(header, 329, "0000000");
    put(header, 337, "0000000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, CHECKSUM_AT, octal(sum, 6) + "\0 ");
    return header;
  }

  /** The size that a header claims, or -1 where it is not the header of such a file. */
  static long sizeIn(byte[] header, String name) {
    long size = 0;
    for (int i = SIZE_AT; i < SIZE_AT + SIZE_DIGITS; i++) {
      if (header[i] < '0' || header[i] > '7') {
        return -1;
      }
      size = size * 8 + header[i] - '0';
    }
    return Arrays.equals(header, new UstarEntry(name, size).header()) ? size : -1;
  }

  /** Zero bytes after the content, up to the next block. */
  int padding() {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  private static String octal(long value, int digits) {
    String text = Long.toOctalString(value);
    return "0".repeat(digits - text.length()) + text;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
