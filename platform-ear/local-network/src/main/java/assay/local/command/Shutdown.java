package assay.local.command;

import java.util.ArrayDeque;
import java.util.Deque;

/** Ends what was started, in the opposite order, once: at the end of the work or on Ctrl-C. */
final class Shutdown implements AutoCloseable {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Thread hook = new Thread(this::endAll, "shutdown");

  Shutdown() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  synchronized <T extends AutoCloseable> T own(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() {
    endAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Already shutting down: the hook is what runs.
      return;
    }
  }

  private synchronized void endAll() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        System.err.println("assay: a part did not stop cleanly: " + e.getMessage());
      }
    }
  }
}
