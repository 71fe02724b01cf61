package assay.engine.dl4j;

import assay.engine.dl4j.SeededTrainer.Worker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.deeplearning4j.parallelism.factory.TrainerContext;
import org.deeplearning4j.parallelism.trainer.Trainer;

/** Makes the workers of one ParallelWrapper for one epoch, and waits for them. */
final class SeededTrainers implements TrainerContext {

  private static final long PATIENCE_SECONDS = 120;

  private final CountDownLatch ready;
  private final long seed;

  SeededTrainers(int workers, long seed) {
    this.ready = new CountDownLatch(workers);
    this.seed = seed;
  }

  /** Returns once every worker has its copy of the weights. */
  void await() {
    try {
      if (!ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "The workers did not start within " + PATIENCE_SECONDS + " s; is memory short?");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the workers started.", e);
    }
  }

  @Override
  public void init(Model model, Object... arguments) {}

  @Override
  public Trainer create(
      String uuid,
      int number,
      Model model,
      int rootDevice,
      boolean useMultiDataSets,
      ParallelWrapper wrapper,
      WorkspaceMode mode,
      int averagingFrequency) {
    return new SeededTrainer(new Worker(number, seed + number, ready), wrapper, model, mode);
  }

  @Override
  public void finalizeRound(Model original, Model... models) {}

  @Override
  public void finalizeTraining(Model original, Model... models) {}
}
