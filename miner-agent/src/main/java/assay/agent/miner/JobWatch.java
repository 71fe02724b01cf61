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
}
