package assay.agent.owner;

import assay.chain.ChainClient;
import assay.chain.ChainException;
import assay.registry.publish.Progress;
import assay.registry.publish.Progress.Phase;
import java.util.function.Supplier;

/** Tells how many blocks came while somebody waits for a transaction to be final. */
final class FinalityWatch {

  private final ChainClient chain;
  private final Progress progress;
  private long begun = -1;

  FinalityWatch(ChainClient chain, Progress progress) {
    this.chain = chain;
    this.progress = progress;
  }

  /** Does what waits, and watches meanwhile from a thread of its own. */
  <T> T during(Supplier<T> waiting) {
    Thread thread = new Thread(this::watch, "finality-watch");
    thread.setDaemon(true);
    thread.start();
    try {
      return waiting.get();
    } finally {
      end(thread);
    }
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(chain.settings().pollEvery().toMillis());
      }
    } catch (InterruptedException e) {
      // The waiting is over.
      return;
    }
  }

  private void look() {
    try {
      long newest = chain.head().number();
      begun = begun < 0 ? newest : begun;
      // One to be mined in, and those after it.
      long needed = chain.settings().finality() + 1L;
      progress.moved(Phase.CONFIRM, Math.min(newest - begun, needed), needed);
    } catch (ChainException e) {
      // No news: whoever waits for the transaction says what is wrong with the node.
      return;
    }
  }

  private static void end(Thread thread) {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
