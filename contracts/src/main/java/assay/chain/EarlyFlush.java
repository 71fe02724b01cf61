package assay.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Has the disk take what is written to a file while more is being written, so that the flush at the
 * end has little left to do. For one writer's thread.
 */
final class EarlyFlush {

  private static final long STEP = 32 << 20;

  private final FileChannel channel;
  private long unflushed;
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

  EarlyFlush(FileChannel channel) {
    this.channel = channel;
  }

  /** Tells that so many bytes more were written. */
  void wrote(long bytes) throws IOException {
    unflushed += bytes;
    if (unflushed >= STEP && underWay.isDone()) {
      unflushed = 0;
      // A system tells of a failed flush only once: it must not be lost.
      await();
      underWay = CompletableFuture.runAsync(this::flush, EarlyFlush::beside);
    }
  }

  /** Returns when all of the file is on the disk. */
  void finish() throws IOException {
    await();
    channel.force(true);
  }

  /** Returns when nothing is done to the channel any more. */
  void stop() {
    underWay.handle((done, failure) -> true).join();
  }

  private void flush() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await() throws IOException {
    try {
      underWay.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failed) {
        throw failed.getCause();
      }
      throw e;
    }
  }

  private static void beside(Runnable work) {
    DaemonThreads.named("flush").newThread(work).start();
  }
}
