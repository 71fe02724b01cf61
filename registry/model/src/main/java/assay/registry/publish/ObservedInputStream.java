package assay.registry.publish;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.apache.commons.io.input.ProxyInputStream;

/** A file that tells how much of it has been read. */
final class ObservedInputStream extends ProxyInputStream {

  private static final int STEP = 1 << 16;

  private final LongConsumer observer;
  private long done;

  ObservedInputStream(Path file, LongConsumer observer) throws IOException {
    super(new BufferedInputStream(Files.newInputStream(file), STEP));
    this.observer = observer;
  }

  @Override
  protected void afterRead(int read) {
    done += Math.max(read, 0);
    observer.accept(done);
  }
}
