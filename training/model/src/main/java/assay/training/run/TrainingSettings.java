package assay.training.run;

import assay.training.run.EngineRefusedException.Reason;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a training runs, apart from model and data. Immutable.
 *
 * @param epochs passes over the data, at least 1
 * @param batchSize samples per step and device, at least 1
 * @param seed of every random choice: first weights, order of samples, dropout
 * @param devices workers that train side by side and average; 1 means no averaging
 * @param averagingEvery steps of each worker between two averagings, at least 1
 * @param checkpointEvery epochs between two checkpoints, at least 1
 * @param schedule of the step size
 * @param stopping when it ends before the last epoch
 * @param augmentation of the training images
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    long seed,
    int devices,
    int averagingEvery,
    int checkpointEvery,
    LearningSchedule schedule,
    Stopping stopping,
    Augmentation augmentation) {

  private static final int MOST_DEVICES = 256;
  private static final int MOST = 1_000_000;

  public TrainingSettings {
    requireWithin("epochs", epochs, MOST);
    requireWithin("batchSize", batchSize, MOST);
    requireWithin("devices", devices, MOST_DEVICES);
    requireWithin("averagingEvery", averagingEvery, MOST);
    requireWithin("checkpointEvery", checkpointEvery, MOST);
  }

  /** One device, batches of 32, a checkpoint every epoch, a constant step size. */
  public static TrainingSettings of(int epochs, long seed) {
    return new TrainingSettings(
        epochs,
        32,
        seed,
        1,
        1,
        1,
        new LearningSchedule.Constant(),
        new Stopping.Never(),
        Augmentation.NONE);
  }

  public TrainingSettings withDevices(int count) {
    return new TrainingSettings(
        epochs,
        batchSize,
        seed,
        count,
        averagingEvery,
        checkpointEvery,
        schedule,
        stopping,
        augmentation);
  }

  public TrainingSettings withBatchSize(int size) {
    return new TrainingSettings(
        epochs,
        size,
        seed,
        devices,
        averagingEvery,
        checkpointEvery,
        schedule,
        stopping,
        augmentation);
  }

  public TrainingSettings withAveragingEvery(int steps) {
    return new TrainingSettings(
        epochs, batchSize, seed, devices, steps, checkpointEvery, schedule, stopping, augmentation);
  }

  public TrainingSettings withCheckpointEvery(int everyEpochs) {
    return new TrainingSettings(
        epochs,
        batchSize,
        seed,
        devices,
        averagingEvery,
        everyEpochs,
        schedule,
        stopping,
        augmentation);
  }

  public TrainingSettings withSchedule(LearningSchedule other) {
    return new TrainingSettings(
        epochs,
        batchSize,
        seed,
        devices,
        averagingEvery,
        checkpointEvery,
        other,
        stopping,
        augmentation);
  }

  public TrainingSettings withStopping(Stopping other) {
    return new TrainingSettings(
        epochs,
        batchSize,
        seed,
        devices,
        averagingEvery,
        checkpointEvery,
        schedule,
        other,
        augmentation);
  }

  public TrainingSettings withAugmentation(Augmentation other) {
    return new TrainingSettings(
        epochs,
        batchSize,
        seed,
        devices,
        averagingEvery,
        checkpointEvery,
        schedule,
        stopping,
        other);
  }

  /** By name, as a provenance lists them; the seed stands apart there. */
  public SortedMap<String, String> described() {
    return new TreeMap<>(
        Map.of(
            "averaging_every", String.valueOf(averagingEvery),
            "batch_size", String.valueOf(batchSize),
            "checkpoint_every", String.valueOf(checkpointEvery),
            "devices", String.valueOf(devices),
            "epochs", String.valueOf(epochs),
            "schedule", schedule.toString(),
            "stopping", stopping.toString(),
            "augmentation", augmentation.toString()));
  }

  /** Reads back what {@link #described()} wrote; another word, or one too few, is refused. */
  public static TrainingSettings ofDescribed(Map<String, String> described, long seed) {
    return new DescribedSettings(described).read(seed);
  }

  private static void requireWithin(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new EngineRefusedException(
          Reason.BAD_SETTINGS, name + " must lie in 1.." + most + ", not be " + value + ".");
    }
  }
}
