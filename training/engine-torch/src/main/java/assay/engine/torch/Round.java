package assay.engine.torch;

import assay.training.run.TrainingEpoch;
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

  /**
   * One mini-batch on one device.
   *
   * @param epoch it belongs to
   * @param from place in the epoch of its first sample
   * @param size number of its samples
   * @param step where in the training it stands
   */
  record Task(TrainingEpoch epoch, int from, int size, UpdateRule.Step step) {

    Learned learn(Replica replica, Batches batches) {
      return new Learned(size, replica.learn(batches, this));
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
