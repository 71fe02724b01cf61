package assay.engine.dl4j;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Pointer;

/**
 * Holds this process to a limit of resident memory while networks work. ND4J's arrays are freed
 * once Java's are collected, and little else makes Java collect. JavaCPP's own limit would do the
 * same, but looks at every native object under one lock of the process. This looks four times a
 * second at most, in the threads that work: whoever finds too much collects garbage until it is
 * enough, and the others wait for that at their next step. Thread-safe.
 */
final class ResidentGuard {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int TRIES = 10;

  /** Longer than {@link PatientDeallocator} waits before it frees what was collected. */
  private static final long GRACE_MILLIS = 150;

  private static final long NONE = 0;
  private static final int MEGABYTE = 1 << 20;

  private final long limit;
  private volatile long lookedAt = System.nanoTime() - PAUSE_NANOS;

  private ResidentGuard(long limit) {
    this.limit = limit;
  }

  /**
   * What JavaCPP 1.5.13 would hold the process to if nobody had set its limit: {@code maxbytes},
   * which is the largest heap unless it was set, and three such heaps.
   */
  static ResidentGuard likeJavaCpp() {
    long natives = Pointer.maxBytes();
    return new ResidentGuard(natives > 0 ? natives + 3 * Runtime.getRuntime().maxMemory() : NONE);
  }

  static ResidentGuard none() {
    return new ResidentGuard(NONE);
  }

  /** In bytes; 0 for none. */
  long limit() {
    return limit;
  }

  /**
   * To be called after every step.
   *
   * @throws OutOfMemoryError if the process stays over its limit
   */
  void pass() {
    if (limit != NONE && isDue()) {
      look();
    }
  }

  private boolean isDue() {
    return System.nanoTime() - lookedAt >= PAUSE_NANOS;
  }

  private synchronized void look() {
    if (isDue()) {
      if (Pointer.physicalBytesInaccurate(limit) > limit) {
        collect();
      }
      lookedAt = System.nanoTime();
    }
  }

  private void collect() {
    for (int tried = 0; tried < TRIES; tried++) {
      System.gc();
      pause();
      Pointer.trimMemory();
      if (Pointer.physicalBytes() <= limit) {
        return;
      }
    }
    throw new OutOfMemoryError(
        String.format(
            Locale.ROOT,
            "The process takes %d MB of memory, and %d MB are its limit; take smaller batches or"
                + " fewer devices, or raise the limit with a larger -Xmx or with"
                + " -Dorg.bytedeco.javacpp.maxphysicalbytes",
            Pointer.physicalBytes() / MEGABYTE,
            limit / MEGABYTE));
  }

  private static void pause() {
    try {
      Thread.sleep(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
