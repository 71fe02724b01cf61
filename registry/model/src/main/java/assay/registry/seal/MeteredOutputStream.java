package assay.registry.seal;

import java.io.IOException;
import java.io.OutputStream;

/** Passes what is written through a meter; closing it does nothing, for the end is the meter's. */
final class MeteredOutputStream extends OutputStream {

  private final Meter meter;

  MeteredOutputStream(Meter meter) {
    this.meter = meter;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    meter.pass(bytes, offset, length);
  }
}
