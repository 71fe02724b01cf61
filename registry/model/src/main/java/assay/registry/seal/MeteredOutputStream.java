package assay.registry.seal;

import java.io.IOException;
import java.io.OutputStream;

/** Meters what is written; closing it only flushes, for the target belongs to somebody else. */
final class MeteredOutputStream extends OutputStream {

  private final OutputStream target;
  private final Meter meter = new Meter();

  MeteredOutputStream(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    target.write(bytes, offset, length);
    meter.pass(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  Meter meter() {
    return meter;
  }
}
