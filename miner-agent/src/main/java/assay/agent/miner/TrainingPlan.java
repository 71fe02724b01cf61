package assay.agent.miner;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.run.Averaging;
import assay.training.run.TrainingSettings;
import assay.training.spec.ModelSpec;

/**
 * How a miner trains, whatever the bounty.
 *
 * @param epochs passes over the data
 * @param batchSize samples per step and device
 * @param devices workers that train one job side by side
 * @param averagingEvery steps between two averagings of the workers, or {@link #BY_MODEL}
 * @param checkpointEvery epochs between two kept states
 */
public record TrainingPlan(
    int epochs, int batchSize, int devices, int averagingEvery, int checkpointEvery) {

  /** Averaging as often as the model and the number of samples make worth while. */
  static final int BY_MODEL = 0;

  /** What suits small data on a few workers. */
  public static TrainingPlan standard(int devices) {
    return new TrainingPlan(40, 16, devices, BY_MODEL, 10);
  }

  /**
   * Settings for a bounty. It and the miner make the seed: a resumed run repeats the first, and two
   * miners with one plan do not make the same model, of which the later would count as a copy.
   *
   * @param samples to be trained on
   */
  public TrainingSettings settings(BountyId bounty, Address miner, ModelSpec model, int samples) {
    Bytes32 both = Bytes32.keccak256(bounty + " " + miner.hex());
    long seed = Long.parseUnsignedLong(both.hex().substring(2, 18), 16);
    TrainingSettings settings =
        TrainingSettings.of(epochs, seed)
            .withBatchSize(batchSize)
            .withDevices(devices)
            .withCheckpointEvery(checkpointEvery);
    return settings.withAveragingEvery(
        averagingEvery == BY_MODEL ? Averaging.every(model, settings, samples) : averagingEvery);
  }
}
