package assay.engine.dl4j;

import assay.training.data.LabelledData;
import assay.training.run.TrainingJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The loop one would write with Deeplearning4j alone, for the same network, data, batch size and
 * devices: batches made beforehand, no listener, no checkpoint, no validation. The measure that the
 * engine's overhead is told by.
 */
public final class BareDl4j {

  private final TrainingJob job;
  private final LongSupplier nanoTime;

  /**
   * @param job whose epochs are repeated for as long as asked
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public BareDl4j(TrainingJob job, LongSupplier nanoTime) {
    this.job = job;
    this.nanoTime = nanoTime;
  }

  /**
   * Repeats whole epochs for at least this long, after a first one that warms up.
   *
   * @param begins called between the first epoch and those that count
   * @return the number of samples learned from, the first epoch's left out
   */
  public long train(Duration atLeast, Runnable begins) {
    ComputationGraph network = GraphBuilder.build(job.spec(), job.settings());
    try {
      List<DataSet> batches = batches();
      fit(network, batches);
      begins.run();
      long begin = nanoTime.getAsLong();
      long samples = 0;
      while (nanoTime.getAsLong() - begin < atLeast.toNanos()) {
        fit(network, batches);
        samples += job.training().size();
      }
      return samples;
    } finally {
      NetworkMemory.free(network);
    }
  }

  private void fit(ComputationGraph network, List<DataSet> batches) {
    int devices = job.settings().devices();
    if (devices == 1) {
      network.fit(new ExistingDataSetIterator(batches));
      return;
    }
    ParallelWrapper wrapper =
        new ParallelWrapper.Builder<>(network)
            .workers(devices)
            .averagingFrequency(job.settings().averagingEvery())
            .prefetchBuffer(devices)
            .build();
    try {
      wrapper.fit(new ExistingDataSetIterator(batches));
    } finally {
      wrapper.shutdown();
    }
  }

  private List<DataSet> batches() {
    LabelledData data = job.training();
    Batches maker = new Batches(data, job.spec());
    List<DataSet> batches = new ArrayList<>();
    for (int from = 0; from < data.size(); from += job.settings().batchSize()) {
      int size = Math.min(job.settings().batchSize(), data.size() - from);
      batches.add(maker.batch(maker.inOrder(), from, size));
    }
    return batches;
  }
}
