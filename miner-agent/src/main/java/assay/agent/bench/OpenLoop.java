package assay.agent.bench;

import assay.chain.DaemonThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Sends requests at a fixed rate, whether or not earlier ones were answered, as independent clients
 * do. A request's time counts from when it was due, so that a server which stalls cannot hide it by
 * keeping the next ones from being sent ("coordinated omission", Tene).
 */
public final class OpenLoop {

  private static final int THREADS = 32;
  private static final long SECOND = 1_000_000_000L;

  private final LongSupplier nanoTime;

  public OpenLoop(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * How long requests took, all of them answered.
   *
   * @param rising from when each was due until it was answered, the shortest first
   */
  public record Times(List<Duration> rising) {

    public Times {
      rising = rising.stream().sorted().toList();
    }

    /**
     * The time that this share of the requests did not exceed.
     *
     * @param share from 0 to 1
     */
    public Duration quantile(double share) {
      int rank = (int) Math.ceil(share * rising.size());
      return rising.get(Math.max(rank, 1) - 1);
    }
  }

  /**
   * Runs.
   *
   * @param request called by several threads; what one throws is thrown here at the end
   */
  public Times run(Runnable request, int perSecond, int requests) {
    ExecutorService threads =
        Executors.newFixedThreadPool(THREADS, DaemonThreads.named("open-loop"));
    try {
      List<CompletableFuture<Duration>> sent = new ArrayList<>();
      long begun = nanoTime.getAsLong();
      for (int i = 0; i < requests; i++) {
        long due = begun + i * SECOND / perSecond;
        waitUntil(due);
        sent.add(CompletableFuture.supplyAsync(() -> timed(request, due), threads));
      }
      return new Times(sent.stream().map(CompletableFuture::join).toList());
    } finally {
      threads.shutdownNow();
    }
  }

  private void waitUntil(long due) {
    for (long left = due - nanoTime.getAsLong(); left > 0; left = due - nanoTime.getAsLong()) {
      LockSupport.parkNanos(left);
    }
  }

  private Duration timed(Runnable request, long due) {
    request.run();
    return Duration.ofNanos(nanoTime.getAsLong() - due);
  }
}
