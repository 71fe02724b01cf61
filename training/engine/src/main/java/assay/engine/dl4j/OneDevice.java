package assay.engine.dl4j;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/** Plain fitting in the calling thread: a ParallelWrapper refuses to have one worker only. */
record OneDevice(ComputationGraph network) implements Learner {

  @Override
  public void epoch(EpochBatches batches, long seed) {
    Nd4j.getRandom().setSeed(seed);
    network.fit(batches);
  }

  @Override
  public void close() {}
}
