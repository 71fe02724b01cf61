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
 * once {@link #finish} returns. What the store refuses is thrown by a later call. A single block is
 * stored at once, without a thread. For one caller's thread.
 */
final class ParallelSink implements BlockSink, AutoCloseable {

  static final int AT_ONCE = 8;

  private final BlockStore blocks;
  private final Queue<Future<Cid>> underWay = new ArrayDeque<>();
  private boolean isFirst = true;
  private @Nullable ExecutorService threads;

  ParallelSink(BlockStore blocks) {
    this.blocks = blocks;
  }

  @Override
  public Cid put(Codec codec, byte[] block) {
    if (isFirst) {
      isFirst = false;
      return blocks.put(codec, block);
    }
    if (underWay.size() == AT_ONCE) {
      await(underWay.remove());
    }
    underWay.add(threads().submit(() -> blocks.put(codec, block)));
    return Cid.of(codec, block);
  }

  /** Returns when every block is stored. */
  void finish() {
    while (!underWay.isEmpty()) {
      await(underWay.remove());
    }
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

  private static void await(Future<Cid> stored) {
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
