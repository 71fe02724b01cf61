package assay.agent.miner;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.run.TrainingSettings;

/**
 * How a miner trains, whatever the bounty.
 *
 * @param epochs passes over the data
 * @param batchSize samples per step and device
 * @param devices workers that train one job side by side
 * @param averagingEvery steps between two averagings of the workers
 * @param checkpointEvery epochs between two kept states
 */
public record TrainingPlan(
    int epochs, int batchSize, int devices, int averagingEvery, int checkpointEvery) {

  /** What suits small data on a few workers. */
  public static TrainingPlan standard(int devices) {
    return new TrainingPlan(40, 16, devices, 1, 10);
  }

  /**
   * Settings for a bounty. It and the miner make the seed: a resumed run repeats the first, and two
   * miners with one plan do not make the same model, of which the later would count as a copy.
   */
  TrainingSettings settings(BountyId bounty, Address miner) {
    Bytes32 both = Bytes32.keccak256(bounty + " " + miner.hex());
    long seed = Long.parseUnsignedLong(both.hex().substring(2, 18), 16);
    return TrainingSettings.of(epochs, seed)
        .withBatchSize(batchSize)
        .withDevices(devices)
        .withAveragingEvery(averagingEvery)
        .withCheckpointEvery(checkpointEvery);
  }
}
