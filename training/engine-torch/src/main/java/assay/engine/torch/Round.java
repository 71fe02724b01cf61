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
   * @param from its first place in the epoch
   * @param size samples
   * @param step where in the training it stands
   */
  record Task(int from, int size, UpdateRule.Step step) {

    Learned learn(Replica replica, Batches batches, TrainingEpoch epoch) {
      return new Learned(size, replica.learn(batches, epoch, this));
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
