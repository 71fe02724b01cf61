package assay.registry.publish;

import java.io.OutputStream;
import java.util.function.LongConsumer;
import org.apache.commons.io.output.ProxyOutputStream;

/** A stream that tells how many bytes each step wrote. */
final class ObservedOutputStream extends ProxyOutputStream {

  private final LongConsumer observer;

  ObservedOutputStream(OutputStream target, LongConsumer observer) {
    super(target);
    this.observer = observer;
  }

  @Override
  protected void afterWrite(int written) {
    observer.accept(written);
  }
}
