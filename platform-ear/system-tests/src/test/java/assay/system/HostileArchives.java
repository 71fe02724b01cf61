package assay.system;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a malicious miner makes of an honest checkpoint archive: one lie each. */
final class HostileArchives {

  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int CHECKSUM_AT = 148;

  private final byte[] honest;
  private final byte[] model;
  private final byte[] weights;
  private final byte[] provenance;

  HostileArchives(byte[] honest) {
    this.honest = honest;
    this.model = content(0);
    this.weights = content(after(0));
    this.provenance = content(after(after(0)));
  }

  /** By the name of the lie. */
  Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("wrong-shapes", with(model, replaced(weights, "[64,10]", "[10,64]")));
    all.put("not-a-number", with(model, notANumber()));
    all.put("huge-size", claiming(8_000_000_000L));
    all.put("lying-header", with(model, longHeader()));
    all.put("unknown-layer", with(replaced(model, "\"Dense\"", "\"Lambda\""), weights));
    all.put("many-units", with(replaced(model, "\"units\":10", "\"units\":2000000000"), weights));
    return all;
  }

  /** The text put in place of the first occurrence, which must be there. */
  static byte[] replaced(byte[] content, String text, String by) {
    String all = new String(content, StandardCharsets.ISO_8859_1);
    if (!all.contains(text)) {
      throw new IllegalArgumentException("There is no " + text + " to be replaced in " + all);
    }
    return all.replace(text, by).getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] notANumber() {
    byte[] spoilt = weights.clone();
    ByteBuffer.wrap(spoilt)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(spoilt.length - Float.BYTES, Float.NaN);
    return spoilt;
  }

  private byte[] longHeader() {
    byte[] lying = weights.clone();
    ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 1L << 62);
    return lying;
  }

  /** The honest bytes behind a tar header that claims another size of the weights. */
  private byte[] claiming(long size) {
    byte[] lying = honest.clone();
    byte[] header = header(after(0), size);
    System.arraycopy(header, 0, lying, after(0), BLOCK);
    return lying;
  }

  private byte[] with(byte[] otherModel, byte[] otherWeights) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, 0, otherModel);
    write(out, after(0), otherWeights);
    write(out, after(after(0)), provenance);
    out.writeBytes(new byte[2 * BLOCK]);
    return out.toByteArray();
  }

  private void write(ByteArrayOutputStream out, int headerAt, byte[] content) {
    out.writeBytes(header(headerAt, content.length));
    out.writeBytes(content);
    out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  /** The header found there, for another size. */
  private byte[] header(int at, long size) {
    byte[] header = new byte[BLOCK];
    System.arraycopy(honest, at, header, 0, BLOCK);
    put(header, SIZE_AT, "%011o".formatted(size));
    put(header, CHECKSUM_AT, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, CHECKSUM_AT, "%06o\0 ".formatted(sum));
    return header;
  }

  private byte[] content(int headerAt) {
    byte[] content = new byte[size(headerAt)];
    System.arraycopy(honest, headerAt + BLOCK, content, 0, content.length);
    return content;
  }

  private int after(int headerAt) {
    int size = size(headerAt);
    return headerAt + BLOCK + size + (BLOCK - size % BLOCK) % BLOCK;
  }

  private int size(int headerAt) {
    String octal = new String(honest, headerAt + SIZE_AT, 11, StandardCharsets.US_ASCII);
    return Integer.parseInt(octal, 8);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
