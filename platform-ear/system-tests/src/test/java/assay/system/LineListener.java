package assay.system;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Hears every line of an answer that does not end. */
record LineListener(Consumer<String> lines) implements Flow.Subscriber<String> {

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    lines.accept(line);
  }

  @Override
  public void onError(Throwable failure) {
    // The server ended: whoever waits for a line says so.
  }

  @Override
  public void onComplete() {
    // As above.
  }
}
