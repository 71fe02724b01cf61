package assay.engine.dl4j;

/** Takes a network through one epoch after another, on one device or on several. */
interface Learner extends AutoCloseable {

  /**
   * Learns from every batch once.
   *
   * @param batches of this epoch
   * @param seed of the epoch's random numbers
   */
  void epoch(EpochBatches batches, long seed);

  /** Gives back threads and memory, the network excepted. */
  @Override
  void close();
}
