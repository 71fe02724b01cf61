package assay.agent.care;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Bites when training makes no progress for too long: a native library that hangs cannot be brought
 * back from inside, so the process must end and be started again. Not thread-safe.
 */
public final class Watchdog {

  private final Duration patience;
  private final Supplier<Duration> silence;
  private final Consumer<Duration> bite;

  /**
   * @param patience the longest silence
   * @param silence how long the quietest training has made no progress; zero if none runs
   * @param bite what is done then, with the silence
   */
  public Watchdog(Duration patience, Supplier<Duration> silence, Consumer<Duration> bite) {
    this.patience = patience;
    this.silence = silence;
    this.bite = bite;
  }

  /** Looks once. */
  public void look() {
    Duration quiet = silence.get();
    if (quiet.compareTo(patience) > 0) {
      bite.accept(quiet);
    }
  }
}
