package assay.training.run;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets states be kept no more often than after a pause: where epochs take milliseconds, keeping
 * every tenth would take more time than it saves after a kill. Not safe for threads.
 */
public final class CheckpointPace {

  /** Two seconds, of which keeping a small state takes a hundredth. */
  public static final Duration USUAL = Duration.ofSeconds(2);

  private final long pauseNanos;
  private final LongSupplier nanoTime;
  private long keptAt;

  /**
   * Counts from now.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public CheckpointPace(Duration pause, LongSupplier nanoTime) {
    this.pauseNanos = pause.toNanos();
    this.nanoTime = nanoTime;
    kept();
  }

  /** Whether the pause is over. */
  public boolean isOver() {
    return nanoTime.getAsLong() - keptAt >= pauseNanos;
  }

  /** A state was kept. */
  public void kept() {
    keptAt = nanoTime.getAsLong();
  }
}
