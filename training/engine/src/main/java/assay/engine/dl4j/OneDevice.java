package assay.engine.dl4j;

import assay.training.run.TrainingEpoch;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Plain fitting in the calling thread: a ParallelWrapper refuses to have one worker only.
 *
 * @param network to train
 * @param slots that its batches are written into
 * @param batchSize samples per step
 */
record OneDevice(ComputationGraph network, BatchSlots slots, int batchSize) implements Learner {

  @Override
  public void epoch(TrainingEpoch epoch, long seed) {
    Nd4j.getRandom().setSeed(seed);
    network.fit(new EpochBatches(epoch, batchSize, slots::fill));
  }

  @Override
  public void close() {}
}
