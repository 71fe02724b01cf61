package assay.registry.seal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Meters what is read and ends, as if the source did, one byte after the longest allowed length.
 */
final class MeteredInputStream extends InputStream {

  private static final int STEP = 1 << 16;

  private final InputStream source;
  private final long readable;
  private final Meter meter;

  MeteredInputStream(InputStream source, Meter meter, long longest) {
    this.source = source;
    this.meter = meter;
    readable = longest == Long.MAX_VALUE ? longest : longest + 1;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    long rest = readable - meter.count();
    if (rest == 0) {
      return -1;
    }
    int read = source.read(target, offset, (int) Math.min(length, rest));
    if (read > 0) {
      meter.pass(target, offset, read);
    }
    return read;
  }

  /** Reads to the end so that the meter has seen all. */
  void drain() throws IOException {
    byte[] buffer = new byte[STEP];
    int read = read(buffer, 0, STEP);
    while (read >= 0) {
      read = read(buffer, 0, STEP);
    }
  }
}
