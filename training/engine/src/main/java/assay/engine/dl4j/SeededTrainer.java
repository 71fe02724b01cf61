package assay.engine.dl4j;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.deeplearning4j.parallelism.trainer.DefaultTrainer;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One worker of a ParallelWrapper that says when its copy of the weights is complete, and whose
 * random numbers depend on seed, epoch and worker only. The wrapper's own trainer does neither, so
 * its results differ from run to run.
 */
final class SeededTrainer extends DefaultTrainer {

  private final CountDownLatch ready;
  private final long seed;
  private boolean isSeeded;

  SeededTrainer(Worker worker, ParallelWrapper wrapper, Model original, WorkspaceMode mode) {
    this.ready = worker.ready();
    this.seed = worker.seed();
    this.threadId = worker.number();
    this.parallelWrapper = wrapper;
    this.originalModel = original;
    this.workspaceMode = mode;
    this.uuid = "worker-" + worker.number();
    this.averagingFrequency = wrapper.getAveragingFrequency();
    this.queue = new LinkedBlockingQueue<>(1);
    this.queueMDS = new LinkedBlockingQueue<>(1);
    this.running = new AtomicInteger();
    this.shouldUpdate = new AtomicBoolean();
    this.shouldStop = new AtomicBoolean();
    this.isStopped = new AtomicBoolean();
    this.nullMode = new AtomicBoolean();
    this.lastEtlTime = new AtomicLong();
  }

  /**
   * Which worker this is.
   *
   * @param number from 0
   * @param seed of its random numbers in this epoch
   * @param ready counted down once its weights are copied
   */
  record Worker(int number, long seed, CountDownLatch ready) {}

  @Override
  public void run() {
    Nd4jRuntime.prepareThread();
    super.run();
  }

  @Override
  protected void postInit() {
    super.postInit();
    ready.countDown();
  }

  @Override
  protected void fit(DataSet batch) {
    if (!isSeeded) {
      Nd4j.getRandom().setSeed(seed);
      isSeeded = true;
    }
    try {
      super.fit(batch);
    } catch (OutOfMemoryError e) {
      // The wrapper waits for ever for a worker that died of an Error; of an exception it hears.
      throw new IllegalStateException("Memory ran out in worker " + threadId + ".", e);
    }
  }
}
