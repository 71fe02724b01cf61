package assay.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.parallelism.trainer.Trainer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One worker of a ParallelWrapper that outlives an epoch: it keeps its thread, its workspaces and
 * its copy of the network, where the wrapper's own worker makes them anew for every epoch and
 * collects all garbage six times on the way out. The first works in the thread that trains, which
 * has nothing else to do. Its random numbers depend on the seed it is begun with and on nothing
 * else.
 */
final class Device implements Trainer, AutoCloseable {

  private final String name;
  private final ComputationGraph network;
  private final BatchSlots slots;
  private final BooleanSupplier mayAverage;
  private final Executor executor;
  private final List<Runnable> planned = new ArrayList<>();
  private @Nullable Future<?> underWay;
  private int steps;

  /**
   * @param number from 0
   * @param network which this device alone trains
   * @param slots that its batches are written into
   * @param mayAverage waits for all devices; whether a wrapper may average them now
   */
  Device(int number, ComputationGraph network, BatchSlots slots, BooleanSupplier mayAverage) {
    this.name = "device-" + number;
    this.network = network;
    this.slots = slots;
    this.mayAverage = mayAverage;
    this.executor = number == 0 ? Runnable::run : Executors.newSingleThreadExecutor(this::prepared);
  }

  private Thread prepared(Runnable work) {
    Thread made =
        new Thread(
            () -> {
              Nd4jRuntime.prepareThread();
              work.run();
            },
            name);
    made.setDaemon(true);
    return made;
  }

  /** Begins an epoch. */
  void begin(long seed) {
    planned.add(() -> Nd4j.getRandom().setSeed(seed));
  }

  /** Goes to where another network stands. */
  void copy(ComputationGraph from) {
    ComputationGraphConfiguration counts = from.getConfiguration();
    network.getConfiguration().setEpochCount(counts.getEpochCount());
    network.getConfiguration().setIterationCount(counts.getIterationCount());
    network.setParams(from.params());
    INDArray memory = from.getUpdater().getStateViewArray();
    if (memory != null) {
      network.getUpdater().getStateViewArray().assign(memory);
    }
  }

  @Override
  public void feedDataSet(DataSet batch, long preparationMillis) {
    planned.add(() -> network.fit(made(batch)));
    steps++;
  }

  /** Takes the steps it was fed, one after the other, while others take theirs. */
  void learn() {
    List<Runnable> round = List.copyOf(planned);
    planned.clear();
    underWay = begun(() -> round.forEach(Runnable::run));
  }

  private Future<?> begun(Runnable work) {
    FutureTask<?> task = new FutureTask<>(work, null);
    executor.execute(task);
    return task;
  }

  private DataSet made(DataSet batch) {
    return batch instanceof PlannedBatch planned ? planned.made(slots) : batch;
  }

  /** The wrapper waits after every batch; devices need not, before they are averaged. */
  @Override
  public void waitTillRunning() {}

  /** Waits for the steps under way; throws what failed in one of them. */
  void await() {
    Future<?> task = underWay;
    underWay = null;
    if (task != null) {
      await(task);
    }
  }

  /** Batches taken since they were forgotten. */
  int steps() {
    return steps;
  }

  void forgetSteps() {
    steps = 0;
  }

  ComputationGraph network() {
    return network;
  }

  /** An Error comes back to the waiting thread like an exception; the wrapper's own loses it. */
  private void await(Future<?> task) {
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutOfMemoryError exhausted) {
        throw exhausted;
      }
      throw new IllegalStateException("Training failed on " + name + ".", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + name + " was training.", e);
    }
  }

  @Override
  public Model getModel() {
    return network;
  }

  @Override
  public String getUuid() {
    return name;
  }

  @Override
  public boolean isRunning() {
    return underWay != null && !underWay.isDone();
  }

  @Override
  public boolean averagingRequired() {
    return mayAverage.getAsBoolean();
  }

  /** The wrapper's thread for this worker has nothing to do. */
  @Override
  public void run() {}

  @Override
  public void start() {}

  /** The epoch is over; the device stays. */
  @Override
  public void shutdown() {}

  /** Waits for the steps under way. */
  @Override
  public void close() {
    try {
      await(begun(NetworkMemory::freeWorkspaces));
    } finally {
      if (executor instanceof ExecutorService thread) {
        thread.shutdown();
      }
    }
  }

  @Override
  public void feedMultiDataSet(MultiDataSet batch, long preparationMillis) {
    throw new UnsupportedOperationException("Networks have one input and one output.");
  }

  @Override
  public void updateModel(Model model) {
    throw new UnsupportedOperationException("A device copies weights when it begins an epoch.");
  }

  @Override
  public void updateModelParams(INDArray weights) {
    throw new UnsupportedOperationException("A device copies weights when it begins an epoch.");
  }

  @Override
  public void updateUpdaterParams(INDArray memory) {
    throw new UnsupportedOperationException("A device copies weights when it begins an epoch.");
  }

  @Override
  public void setUncaughtExceptionHandler(Thread.UncaughtExceptionHandler handler) {}
}
