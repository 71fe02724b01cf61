package assay.engine.torch;

import java.util.List;

/**
 * The mini-batches of an epoch that are learned between two averagings. Immutable.
 *
 * @param shares each device's steps in their order, for as many devices as there are batches
 */
record Round(List<List<Task>> shares) {

  Round {
    shares = shares.stream().map(List::copyOf).toList();
  }

  /** One mini-batch on one device. */
  static final class Task {

    private final int[] places;
    private final UpdateRule.Step step;

    /**
     * @param places of its samples in the data
     * @param step where in the training it stands
     */
    Task(int[] places, UpdateRule.Step step) {
      this.places = places;
      this.step = step;
    }

    Learned learn(Replica replica, Batches batches) {
      return new Learned(places.length, replica.learn(batches, places, step));
    }
  }

  /**
   * What a step gave.
   *
   * @param samples learned from
   * @param loss before the step
   */
  record Learned(int samples, double loss) {}
}
