package assay.registry.seal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Does steps in the order given on a thread of its own, so that hashing and writing keep pace with
 * the cipher. A few steps wait at most; after a failure nothing more is done, and every later call
 * says so. The steps of a short message are done at once, without a thread. For one caller's
 * thread.
 */
final class Lane implements AutoCloseable {

  private static final int WAITING = 4;
  private static final int SHORT = 1;
  private static final Step LAST = () -> {};

  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(WAITING);
  private final String name;
  private int taken;
  private @Nullable Thread thread;
  private volatile @Nullable Throwable failure;

  /** A piece of work. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  Lane(String name) {
    this.name = name;
  }

  /** Does the step after all before it, now or soon. */
  void take(Step step) throws IOException {
    rethrow();
    if (++taken <= SHORT) {
      step.run();
    } else {
      start();
      put(step);
    }
  }

  /** Returns when every step is done. */
  void finish() throws IOException {
    Thread worker = thread;
    if (worker != null) {
      put(LAST);
      await(worker);
    }
    rethrow();
  }

  /** Gives up whatever is not done. */
  @Override
  public void close() {
    Thread worker = thread;
    if (worker != null) {
      worker.interrupt();
    }
  }

  private void start() {
    if (thread == null) {
      Thread worker = new Thread(this::work, name);
      worker.setDaemon(true);
      worker.start();
      thread = worker;
    }
  }

  private void put(Step step) throws IOException {
    try {
      steps.put(step);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static void await(Thread worker) throws IOException {
    try {
      worker.join();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("The work was interrupted; begin it again.");
  }

  private void rethrow() throws IOException {
    Throwable cause = failure;
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException) {
      throw new IllegalStateException(cause.getMessage(), cause);
    }
    if (cause != null) {
      throw new IOException(cause.getMessage(), cause);
    }
  }

  /** After a failure the steps are only taken away, so that nobody waits for room. */
  private void work() {
    try {
      for (Step step = steps.take(); step != LAST; step = steps.take()) {
        if (failure == null) {
          run(step);
        }
      }
    } catch (InterruptedException e) {
      // Closed: whatever was left is not wanted any more.
      return;
    }
  }

  private void run(Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException | Error e) {
      // An error too, or whoever hands over the next step would wait for ever.
      failure = e;
    }
  }
}
