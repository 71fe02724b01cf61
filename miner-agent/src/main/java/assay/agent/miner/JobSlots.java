package assay.agent.miner;

import assay.chain.DaemonThreads;
import assay.training.run.TrainingEngine;
import assay.training.spec.ModelSpec;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where trainings run: so many side by side, each with an engine of its own, for an engine runs one
 * training at a time. What finds no slot waits. Thread-safe.
 */
public final class JobSlots implements AutoCloseable {

  private final TrainingEngine first;
  private final BlockingQueue<TrainingEngine> free;
  private final ExecutorService threads;

  /**
   * @param engines one for each slot, at least one
   */
  public JobSlots(List<TrainingEngine> engines) {
    this.first = engines.get(0);
    this.free = new ArrayBlockingQueue<>(engines.size(), true, engines);
    this.threads = Executors.newFixedThreadPool(engines.size(), DaemonThreads.named("training"));
  }

  /** So many slots with an engine each. */
  public static JobSlots of(int jobs, Supplier<TrainingEngine> engines) {
    return new JobSlots(Stream.generate(engines).limit(jobs).toList());
  }

  /** Refuses, naming layer or setting, a model that the engines cannot build. */
  public void requireSupport(ModelSpec spec) {
    first.requireSupport(spec);
  }

  /** Runs the job when a slot is free; cancelled before, it never begins. */
  public <T> CompletableFuture<T> run(Function<TrainingEngine, T> job) {
    return CompletableFuture.supplyAsync(() -> withEngine(job), threads);
  }

  /** There are as many threads as engines, so one is free. */
  private <T> T withEngine(Function<TrainingEngine, T> job) {
    TrainingEngine engine = free.remove();
    try {
      return job.apply(engine);
    } finally {
      free.add(engine);
    }
  }

  /** Interrupts what runs, and waits for none of it. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
