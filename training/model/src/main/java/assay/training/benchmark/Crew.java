package assay.training.benchmark;

import assay.chain.DaemonThreads;
import assay.training.benchmark.Kernels.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** The workers of a benchmark, each with a thread and kernels of its own. */
final class Crew implements AutoCloseable {

  private final List<ExecutorService> threads = new ArrayList<>();
  private final List<Kernels> kernels = new ArrayList<>();
  private final List<List<Workload>> kept = new ArrayList<>();

  Crew(IntFunction<Kernels> devices, int workers) {
    for (int i = 0; i < workers; i++) {
      threads.add(Executors.newSingleThreadExecutor(DaemonThreads.named("benchmark-" + i)));
      kept.add(new ArrayList<>());
    }
    try {
      for (int i = 0; i < workers; i++) {
        int number = i;
        kernels.add(await(threads.get(i).submit(() -> devices.apply(number))));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What a worker does with its kernels. */
  interface Task<T> {
    T run(Kernels kernels, int worker);
  }

  /** All workers do it at the same time; what each came to. */
  <T> List<T> all(Task<T> task) {
    List<Future<T>> begun = new ArrayList<>();
    for (int i = 0; i < kernels.size(); i++) {
      int worker = i;
      begun.add(threads.get(i).submit(() -> task.run(kernels.get(worker), worker)));
    }
    return begun.stream().map(Crew::await).toList();
  }

  /** A worker's workload, to be closed by its thread when the crew is. */
  Workload keep(int worker, Workload workload) {
    kept.get(worker).add(workload);
    return workload;
  }

  /** Waits to the end even when interrupted: the thread works in native memory. */
  private static <T> T await(Future<T> work) {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException e) {
          isInterrupted = true;
        } catch (ExecutionException e) {
          throw failure(e);
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException failure(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof OutOfMemoryError) {
      return BenchmarkRefusedException.tooLarge(e);
    }
    return cause instanceof RuntimeException known
        ? known
        : new IllegalStateException("A worker of the benchmark failed: " + cause, e);
  }

  @Override
  public void close() {
    for (int i = 0; i < kernels.size(); i++) {
      int worker = i;
      await(
          threads
              .get(i)
              .submit(
                  () -> {
                    kept.get(worker).forEach(Workload::close);
                    kernels.get(worker).close();
                  }));
    }
    threads.forEach(ExecutorService::shutdown);
  }
}
