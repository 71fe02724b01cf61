package assay.training.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows one run's reports for its stopping rule; every engine asks it, so that all stop alike. A
 * resumed run begins with the state it resumes from: what came before is not known to it, so it may
 * stop later than the unbroken one. Not safe for threads.
 */
public final class StoppingWatch {

  private final Stopping rule;
  private double lowest = Double.POSITIVE_INFINITY;
  private int epochsSince;
  private @Nullable TrainingState best;

  public StoppingWatch(TrainingSettings settings) {
    this.rule = settings.stopping();
  }

  /**
   * After each epoch: whether the training ends now.
   *
   * @param report of the epoch
   * @param state reached; asked for only when it has to be kept
   */
  public boolean endsAfter(EpochReport report, Supplier<TrainingState> state) {
    if (!(rule instanceof Stopping.Early early)) {
      return false;
    }
    if (report.validationLoss() < lowest - early.minDelta()) {
      lowest = report.validationLoss();
      epochsSince = 0;
      best = early.restoresBest() ? state.get() : null;
    } else {
      epochsSince++;
    }
    return epochsSince >= early.patience();
  }

  /** What the run returns: the best state where the rule says so, otherwise the last. */
  public TrainingState result(Supplier<TrainingState> last) {
    return best == null ? last.get() : best;
  }
}
