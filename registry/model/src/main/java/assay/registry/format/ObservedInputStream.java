package assay.registry.format;

import java.io.InputStream;
import java.util.function.LongConsumer;
import org.apache.commons.io.input.ProxyInputStream;

/** A stream that tells how many bytes each step read. */
public final class ObservedInputStream extends ProxyInputStream {

  private final LongConsumer observer;

  public ObservedInputStream(InputStream in, LongConsumer observer) {
    super(in);
    this.observer = observer;
  }

  @Override
  protected void afterRead(int read) {
    if (read > 0) {
      observer.accept(read);
    }
  }
}
