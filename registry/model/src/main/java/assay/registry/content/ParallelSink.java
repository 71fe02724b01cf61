package assay.registry.content;

import assay.chain.DaemonThreads;
import assay.registry.content.Cid.Codec;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Puts blocks into a store several at a time, for a store spends most of its time waiting for a
 * disk or a network. At most {@link #AT_ONCE} blocks are held in memory; all of them are stored
 * once {@link #finish} returns. What the store refuses is thrown by a later call. The first goes
 * without a thread, for often it is the only one. For one caller's thread.
 */
final class ParallelSink implements BlockSink, AutoCloseable {

  static final int AT_ONCE = 8;

  private final BlockBatch batch;
  private final Queue<Future<?>> underWay = new ArrayDeque<>();
  private boolean isFirst = true;
  private @Nullable ExecutorService threads;

  ParallelSink(BlockStore blocks) {
    batch = blocks.batch();
  }

  @Override
  public Cid put(Codec codec, byte[] bytes) {
    Block block = Block.of(codec, bytes);
    if (isFirst) {
      isFirst = false;
      batch.put(block);
    } else {
      putBeside(block);
    }
    return block.cid();
  }

  private void putBeside(Block block) {
    if (underWay.size() == AT_ONCE) {
      await(underWay.remove());
    }
    underWay.add(threads().submit(() -> batch.put(block)));
  }

  /** Returns when every block is stored. */
  void finish() {
    while (!underWay.isEmpty()) {
      await(underWay.remove());
    }
    batch.finish();
  }

  /** Gives up whatever is not stored. */
  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }

  private ExecutorService threads() {
    ExecutorService started = threads;
    if (started == null) {
      started = Executors.newFixedThreadPool(AT_ONCE, DaemonThreads.named("block-writer"));
      threads = started;
    }
    return started;
  }

  private static void await(Future<?> stored) {
    try {
      stored.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException(
          "The store was not waited for: the thread was interrupted; store the content again.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException("A store failed in a way that no store fails.", e);
    }
  }
}
