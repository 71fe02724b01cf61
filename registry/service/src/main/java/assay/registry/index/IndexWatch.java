package assay.registry.index;

import java.time.Duration;

/** Hears what a node's indexer does. */
public interface IndexWatch {

  /** Nobody watches. */
  IndexWatch NOBODY = (blocks, events, took) -> {};

  /**
   * A step is done and cannot be undone any more.
   *
   * @param blocks how many it read from the chain; 0 if it only projected
   * @param events how many of theirs it stored
   * @param took how long it took, database included
   */
  void stepped(long blocks, int events, Duration took);
}
