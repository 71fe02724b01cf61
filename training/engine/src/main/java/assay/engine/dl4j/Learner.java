package assay.engine.dl4j;

import assay.training.run.TrainingEpoch;

/** Takes a network through one epoch after another, on one device or on several. */
interface Learner extends AutoCloseable {

  /**
   * Learns from every sample once.
   *
   * @param epoch its samples
   * @param seed of the epoch's random numbers
   */
  void epoch(TrainingEpoch epoch, long seed);

  /** Gives back threads and memory, the network excepted. */
  @Override
  void close();
}
