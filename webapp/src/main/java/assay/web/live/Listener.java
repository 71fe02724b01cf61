package assay.web.live;

import assay.registry.index.FinalEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * One listener and its place in the event log. It gets one page at a time and is free for the next
 * when all of the last one has been written: a slow reader waits, it does not pile up.
 */
final class Listener {

  /** Rounds without an event after which it is asked whether it is there: some 15 seconds. */
  static final int QUIET_ROUNDS = 50;

  private final Line line;
  private volatile EventId last;
  private volatile CompletableFuture<Void> sending = CompletableFuture.completedFuture(null);
  private int quiet;

  Listener(Line line, EventId last) {
    this.line = line;
    this.last = last;
  }

  /** The place up to which it got everything. */
  EventId last() {
    return last;
  }

  boolean isFree() {
    return sending.isDone();
  }

  boolean isGone() {
    return line.isClosed();
  }

  /**
   * Sends a page on a thread of the executor, as writing may take as long as the reader likes. A
   * listener that cannot be written to is left: it comes back with the id of the last event it got.
   *
   * <p>A connection that ended is noticed only by writing to it, and until then it takes the place
   * of another: one that had no event for long gets a ping.
   *
   * @param page may be empty
   * @param reached the place it has when it got the page
   */
  void send(List<FinalEvent> page, EventId reached, Executor executor) {
    if (page.isEmpty()) {
      last = reached;
      if (++quiet < QUIET_ROUNDS) {
        return;
      }
    }
    quiet = 0;
    sending = CompletableFuture.runAsync(() -> send(page, reached), executor);
  }

  void close() {
    line.close();
  }

  private void send(List<FinalEvent> page, EventId reached) {
    try {
      for (FinalEvent event : page) {
        line.send(event).toCompletableFuture().join();
      }
      if (page.isEmpty()) {
        line.ping().toCompletableFuture().join();
      }
      last = reached;
    } catch (RuntimeException e) {
      line.close();
    }
  }
}
