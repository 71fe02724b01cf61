package assay.agent.command;

import assay.agent.platform.PlatformRefusedException;
import assay.chain.InterruptedWaitException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Repeats what a platform refuses only because it has not yet read the newest final blocks.
 *
 * @param patience how long that may take
 */
record CatchUp(Duration patience, LongSupplier nanoTime) {

  private static final Set<String> NOT_SEEN_YET = Set.of("no-pool", "inventory-not-on-chain");
  private static final Duration PAUSE = Duration.ofMillis(300);

  static CatchUp usual() {
    return new CatchUp(Duration.ofSeconds(60), System::nanoTime);
  }

  void repeat(Runnable step) {
    long end = nanoTime.getAsLong() + patience.toNanos();
    while (!isDone(step, end)) {
      pause();
    }
  }

  private boolean isDone(Runnable step, long end) {
    try {
      step.run();
      return true;
    } catch (PlatformRefusedException e) {
      if (!NOT_SEEN_YET.contains(e.code()) || nanoTime.getAsLong() - end > 0) {
        throw e;
      }
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedWaitException("the platform", e);
    }
  }
}
