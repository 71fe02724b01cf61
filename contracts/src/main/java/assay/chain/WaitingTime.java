package assay.chain;

import java.time.Duration;

/** The time that passes while somebody waits for a chain; in tests it passes at once. */
interface WaitingTime {

  /** Since a moment that stays the same. */
  Duration elapsed();

  /**
   * Waits.
   *
   * @throws InterruptedWaitException if the thread is interrupted
   */
  void pause(Duration length, String waitedFor);

  /** The world's own time. */
  static WaitingTime real() {
    return new WaitingTime() {
      @Override
      public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime());
      }

      @Override
      public void pause(Duration length, String waitedFor) {
        try {
          Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedWaitException(waitedFor, e);
        }
      }
    };
  }
}
