package assay.system;

import java.time.Duration;

/** Tells how long the parts of a test took. Used by one thread. */
final class Stopwatch {

  private final long start = System.nanoTime();

  void tell(String what) {
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    System.out.println("After " + seconds + " s: " + what + ".");
  }
}
