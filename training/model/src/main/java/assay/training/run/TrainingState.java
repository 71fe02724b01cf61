package assay.training.run;

import assay.chain.Bytes32;
import assay.training.checkpoint.Weights;
import assay.training.run.EngineRefusedException.Reason;
import java.util.Arrays;
import java.util.Objects;

/**
 * All that a training needs to go on after a kill as if it had never stopped: weights, the
 * optimizer's memory, and the epochs done. Immutable.
 */
public final class TrainingState {

  private final Bytes32 job;
  private final String engine;
  private final int epochsDone;
  private final Weights weights;
  private final float[] optimizerMemory;

  /**
   * @param job fingerprint of the job that made it
   * @param engine name of the engine that made it
   * @param epochsDone epochs completed
   * @param weights after these epochs
   * @param optimizerMemory such as Adam's moments: one number per trained weight in the spec's
   *     order and Keras's layout, then the next such memory; empty where the optimizer keeps none
   *     or begins anew
   */
  public TrainingState(
      Bytes32 job, String engine, int epochsDone, Weights weights, float[] optimizerMemory) {
    this.job = job;
    this.engine = engine;
    this.epochsDone = epochsDone;
    this.weights = weights;
    this.optimizerMemory = optimizerMemory.clone();
  }

  public Bytes32 job() {
    return job;
  }

  public String engine() {
    return engine;
  }

  public int epochsDone() {
    return epochsDone;
  }

  public Weights weights() {
    return weights;
  }

  /** A copy. */
  public float[] optimizerMemory() {
    return optimizerMemory.clone();
  }

  /** The same as another engine's state: all engines keep weights and memory in one order. */
  public TrainingState carriedTo(String otherEngine) {
    return new TrainingState(job, otherEngine, epochsDone, weights, optimizerMemory);
  }

  /** Refuses to go on with another engine's or another job's state. */
  public void requireFrom(TrainingJob wanted, String wantedEngine) {
    if (!job.equals(wanted.fingerprint()) || !engine.equals(wantedEngine)) {
      throw new EngineRefusedException(
          Reason.FOREIGN_STATE,
          "The state was made by engine "
              + engine
              + " for job "
              + job
              + ", not by "
              + wantedEngine
              + " for "
              + wanted.fingerprint()
              + "; begin anew.");
    }
    weights.requireFit(wanted.spec());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainingState state
        && job.equals(state.job)
        && engine.equals(state.engine)
        && epochsDone == state.epochsDone
        && weights.equals(state.weights)
        && Arrays.equals(optimizerMemory, state.optimizerMemory);
  }

  @Override
  public int hashCode() {
    return Objects.hash(job, engine, epochsDone, weights, Arrays.hashCode(optimizerMemory));
  }

  @Override
  public String toString() {
    return "state of job " + job + " after " + epochsDone + " epochs";
  }
}
