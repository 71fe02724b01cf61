package assay.registry.index;

import assay.chain.BlockRef;
import assay.chain.DaemonThreads;
import assay.chain.InterruptedWaitException;
import assay.chain.LogWalker;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chain one range ahead of whoever stores it, on a thread of its own, as long as there is
 * more. What was read ahead is as good as read now: a block that was undone since is found when the
 * range after it is asked for, like one that is undone a moment later. For one reader.
 */
final class ReadAhead {

  private record Pending(BlockRef after, FutureTask<Reading> reading) {}

  private final ChainReader reader;
  private @Nullable Pending pending;

  ReadAhead(ChainReader reader) {
    this.reader = reader;
  }

  /**
   * What the chain has after a block, and begins to read what comes after that.
   *
   * @throws ChainMovedException if the chain changed while it was read
   */
  Reading after(BlockRef tip) {
    Reading reading = readAhead(tip).orElseGet(() -> reader.after(tip));
    if (reading.step() instanceof LogWalker.Step.Advance advance && advance.hasMore()) {
      begin(advance.tip());
    }
    return reading;
  }

  private Optional<Reading> readAhead(BlockRef tip) {
    Pending begun = pending;
    pending = null;
    return begun != null && begun.after().equals(tip) ? result(begun.reading()) : Optional.empty();
  }

  private void begin(BlockRef tip) {
    FutureTask<Reading> reading = new FutureTask<>(() -> reader.after(tip));
    DaemonThreads.named("assay-read-ahead").newThread(reading).start();
    pending = new Pending(tip, reading);
  }

  /** Empty if the chain changed meanwhile: it is to be read as it is now. */
  private static Optional<Reading> result(FutureTask<Reading> reading) {
    try {
      return Optional.of(reading.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedWaitException("events of the chain", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ChainMovedException) {
        return Optional.empty();
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("Reading the chain ended.", e.getCause());
    }
  }
}
