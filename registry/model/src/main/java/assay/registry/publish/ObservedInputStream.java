package assay.registry.publish;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A file that tells how much of it has been read. */
final class ObservedInputStream extends FilterInputStream {

  private static final int STEP = 1 << 16;

  private final LongConsumer observer;
  private long done;

  ObservedInputStream(Path file, LongConsumer observer) throws IOException {
    super(new BufferedInputStream(Files.newInputStream(file), STEP));
    this.observer = observer;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    tell(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    tell(Math.max(read, 0));
    return read;
  }

  private void tell(int more) {
    done += more;
    observer.accept(done);
  }
}
