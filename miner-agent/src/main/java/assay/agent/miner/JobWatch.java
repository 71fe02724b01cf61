package assay.agent.miner;

import assay.training.bounty.BountyId;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import java.util.function.BooleanSupplier;

/** Hears where a miner's jobs stand, and may make a training wait. Thread-safe. */
public interface JobWatch {

  /** Hears nothing and keeps nobody waiting. */
  JobWatch NONE = new JobWatch() {};

  /** The job has come to this phase; it is told again and again. */
  default void onPhase(BountyId bounty, JobPhase phase) {}

  /** A training begins that is to become this account's own submission. */
  default void onTraining(JobRun run) {}

  /**
   * A training goes on.
   *
   * @param last what the last epoch gave
   */
  default void onProgress(BountyId bounty, Progress progress, EpochReport last) {}

  /** The bounty is over, or nothing more is to be done for it. */
  default void onEnd(BountyId bounty) {}

  /** Before the first training begins; a failure keeps it from beginning. */
  default void beforeTraining(BountyId bounty) {}

  /** When a training is over, however it ended. */
  default void afterTraining(BountyId bounty) {}

  /**
   * Returns when a training may go on: it is called between two steps.
   *
   * @param isOver whether it need not go on at all
   */
  default void rest(BountyId bounty, BooleanSupplier isOver) {}

  /** Tells two, in this order. */
  static JobWatch both(JobWatch first, JobWatch second) {
    return new Both(first, second);
  }

  /** Two as one. */
  record Both(JobWatch first, JobWatch second) implements JobWatch {

    @Override
    public void onPhase(BountyId bounty, JobPhase phase) {
      first.onPhase(bounty, phase);
      second.onPhase(bounty, phase);
    }

    @Override
    public void onTraining(JobRun run) {
      first.onTraining(run);
      second.onTraining(run);
    }

    @Override
    public void onProgress(BountyId bounty, Progress progress, EpochReport last) {
      first.onProgress(bounty, progress, last);
      second.onProgress(bounty, progress, last);
    }

    @Override
    public void onEnd(BountyId bounty) {
      first.onEnd(bounty);
      second.onEnd(bounty);
    }

    @Override
    public void beforeTraining(BountyId bounty) {
      first.beforeTraining(bounty);
      second.beforeTraining(bounty);
    }

    @Override
    public void afterTraining(BountyId bounty) {
      first.afterTraining(bounty);
      second.afterTraining(bounty);
    }

    @Override
    public void rest(BountyId bounty, BooleanSupplier isOver) {
      first.rest(bounty, isOver);
      second.rest(bounty, isOver);
    }
  }
}
