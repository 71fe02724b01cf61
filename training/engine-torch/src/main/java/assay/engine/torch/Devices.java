package assay.engine.torch;

import assay.training.run.TrainingEpoch;
import assay.training.spec.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The replicas of one training, each with a thread of its own that outlives the epochs. After every
 * round all of them hold the mean of those that learned in it: weights, running moments and the
 * optimizer's memory. One replica alone learns in the calling thread. Not safe for threads.
 */
final class Devices implements AutoCloseable {

  private final Batches batches;
  private final List<Replica> replicas = new ArrayList<>();
  private final List<ExecutorService> threads = new ArrayList<>();

  Devices(ModelSpec spec, Batches batches, int count) {
    this.batches = batches;
    for (int number = 0; number < count; number++) {
      replicas.add(new Replica(spec, number));
    }
    for (int number = 0; count > 1 && number < count; number++) {
      threads.add(thread("device-" + number));
    }
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread =
              new Thread(
                  () -> {
                    TorchRuntime.prepareThread();
                    work.run();
                  },
                  name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** The replica whose state is the training's between rounds. */
  Replica first() {
    return replicas.get(0);
  }

  /** Makes all replicas equal the first and their random choices depend on this seed alone. */
  void begin(long seed) {
    average(1);
    for (int number = 0; number < replicas.size(); number++) {
      replicas.get(number).reseed(seed + number);
    }
  }

  /** Learns a round's batches side by side; what each step gave, device by device. */
  List<Round.Learned> learn(Round round, TrainingEpoch epoch) {
    if (threads.isEmpty()) {
      return learn(first(), round.shares().get(0), epoch);
    }
    List<Future<List<Round.Learned>>> shares = new ArrayList<>();
    for (int number = 0; number < round.shares().size(); number++) {
      Replica replica = replicas.get(number);
      List<Round.Task> share = round.shares().get(number);
      shares.add(threads.get(number).submit(() -> learn(replica, share, epoch)));
    }
    List<Round.Learned> learned = shares.stream().flatMap(share -> await(share).stream()).toList();
    average(round.shares().size());
    return learned;
  }

  private List<Round.Learned> learn(Replica replica, List<Round.Task> share, TrainingEpoch epoch) {
    return share.stream().map(task -> task.learn(replica, batches, epoch)).toList();
  }

  /** Waits to the end even when interrupted: the thread works in native memory. */
  private static List<Round.Learned> await(Future<List<Round.Learned>> share) {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return share.get();
        } catch (InterruptedException e) {
          isInterrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("A device failed: " + e.getCause(), e.getCause());
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Gives every replica the mean of the first so many. */
  private void average(int learned) {
    int parts = replicas.size() == 1 ? 0 : first().parts().size();
    for (int part = 0; part < parts; part++) {
      average(learned, part);
    }
  }

  private void average(int learned, int part) {
    Tensor mean = first().parts().get(part);
    NativeScope.in(
        () -> {
          for (Replica other : replicas.subList(1, learned)) {
            mean.add_(other.parts().get(part).to(mean));
          }
          return mean.mul_(new Scalar(1.0 / learned));
        });
    replicas.subList(1, replicas.size()).forEach(other -> other.copy(part, mean));
  }

  /** Waits for what still runs before its memory is freed: the other devices, when one failed. */
  @Override
  public void close() {
    threads.forEach(ExecutorService::shutdown);
    threads.forEach(Devices::awaitEnd);
    replicas.forEach(Replica::close);
  }

  private static void awaitEnd(ExecutorService thread) {
    boolean isInterrupted = false;
    boolean hasEnded = false;
    while (!hasEnded) {
      try {
        hasEnded = thread.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
