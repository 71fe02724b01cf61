package assay.registry.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Meters what is read and ends, as if the source did, one byte after the longest allowed length.
 * Reads into buffers that have an array; closing it does nothing, for the source is somebody
 * else's.
 */
final class MeteredSource implements ReadableByteChannel {

  private static final int STEP = 1 << 16;

  private final InputStream source;
  private final long readable;
  private final Meter meter;

  MeteredSource(InputStream source, Meter meter, long longest) {
    this.source = source;
    this.meter = meter;
    readable = longest == Long.MAX_VALUE ? longest : longest + 1;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    long rest = readable - meter.count();
    if (rest == 0) {
      return -1;
    }
    int length = (int) Math.min(target.remaining(), rest);
    int begin = target.arrayOffset() + target.position();
    int read = source.read(target.array(), begin, length);
    if (read > 0) {
      meter.pass(target.array(), begin, read);
      target.position(target.position() + read);
    }
    return read;
  }

  /** Reads to the end so that the meter has seen all. */
  void drain() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(STEP);
    while (read(buffer) >= 0) {
      buffer.clear();
    }
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // Whoever opened the source closes it.
  }
}
