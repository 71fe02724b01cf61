package assay.agent.care;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where trainings wait while they must rest; open at first. Thread-safe. */
public final class PauseGate {

  private static final long LOOK_MILLIS = 500;

  private Optional<String> reason = Optional.empty();

  /** Closes it for this reason, or opens it; tells whether that is a change. */
  public synchronized boolean set(Optional<String> newReason) {
    boolean isChange = reason.isPresent() != newReason.isPresent();
    reason = newReason;
    notifyAll();
    return isChange;
  }

  /** Why it is closed. */
  public synchronized Optional<String> reason() {
    return reason;
  }

  /** Waits until it is open, or until nothing is left to wait for; returns also if interrupted. */
  public synchronized void pass(BooleanSupplier isOver) {
    try {
      while (reason.isPresent() && !isOver.getAsBoolean()) {
        wait(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
