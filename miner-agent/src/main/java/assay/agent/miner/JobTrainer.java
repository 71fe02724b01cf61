package assay.agent.miner;

import assay.training.bounty.BountyId;
import assay.training.run.TrainingState;

/** Trains a job to its end, on this rig or on several. Called from a job slot's thread. */
@FunctionalInterface
public interface JobTrainer {

  /** Trains the job, going on from where it was left, until its end or until the run is over. */
  Trained train(JobRun run);

  /** What was reached of the job is safe elsewhere, or in vain; told again and again. */
  default void over(BountyId bounty) {}

  /**
   * What a training reached.
   *
   * @param rigs that worked on it, at least 1
   */
  record Trained(TrainingState reached, int rigs) {}

  /** Chooses who trains: the given one trains on this rig alone. */
  @FunctionalInterface
  interface Choice {

    /** This rig alone, always. */
    Choice ALONE = alone -> alone;

    JobTrainer of(JobTrainer alone);
  }
}
