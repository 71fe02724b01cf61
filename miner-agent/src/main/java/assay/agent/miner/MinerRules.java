package assay.agent.miner;

import assay.chain.Wei;
import assay.training.bounty.BountyId;
import assay.training.run.TrainingSettings;

/**
 * Which bounties a miner takes and how he trains.
 *
 * @param minimumReward bounties below it are left alone
 * @param epochs passes over the data
 * @param batchSize samples per step and device
 * @param devices workers that train side by side
 * @param averagingEvery steps between two averagings of the workers
 * @param checkpointEvery epochs between two kept states
 * @param largestDataset sealed bytes of the largest dataset to take into memory
 */
public record MinerRules(
    Wei minimumReward,
    int epochs,
    int batchSize,
    int devices,
    int averagingEvery,
    int checkpointEvery,
    long largestDataset) {

  /** What suits small data on a few workers. */
  public static MinerRules standard(int devices) {
    return new MinerRules(Wei.ZERO, 40, 16, devices, 1, 10, quarterOfMemory());
  }

  /** While a dataset is opened and read its bytes are in memory about three times. */
  public static long quarterOfMemory() {
    return Runtime.getRuntime().maxMemory() / 4;
  }

  /** Settings for a bounty: its id is the seed, so that a resumed run repeats the first. */
  TrainingSettings settings(BountyId bounty) {
    long seed = Long.parseUnsignedLong(bounty.value().hex().substring(2, 18), 16);
    return TrainingSettings.of(epochs, seed)
        .withBatchSize(batchSize)
        .withDevices(devices)
        .withAveragingEvery(averagingEvery)
        .withCheckpointEvery(checkpointEvery);
  }
}
