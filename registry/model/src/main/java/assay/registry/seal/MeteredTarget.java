package assay.registry.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Passes what is written, from buffers that have an array, through a meter; closing it does
 * nothing, for the end is the meter's.
 */
final class MeteredTarget implements WritableByteChannel {

  private final Meter meter;

  MeteredTarget(Meter meter) {
    this.meter = meter;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int length = source.remaining();
    meter.pass(source.array(), source.arrayOffset() + source.position(), length);
    source.position(source.limit());
    return length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // The end is the meter's.
  }
}
