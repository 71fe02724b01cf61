package assay.web.platform;

import assay.registry.database.Database;
import assay.registry.index.ChainIndexer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the indexer read on whenever it is run. A step that fails is told once and tried again at
 * the next run: database, chain and store may come and go. To be run by one thread at a time.
 */
public final class IndexerLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(IndexerLoop.class);
  private static final String NOT_YET = "the first run has not ended yet";

  private final Database database;
  private final Supplier<ChainIndexer> making;

  private @Nullable ChainIndexer indexer;
  private volatile boolean isMigrated;
  private volatile boolean isRebuildDue;
  private volatile @Nullable String problem = NOT_YET;

  /**
   * @param making makes the indexer, before the database is touched; called until it succeeds
   * @param isRebuildDue whether the projection is built anew before the first step
   */
  public IndexerLoop(Database database, Supplier<ChainIndexer> making, boolean isRebuildDue) {
    this.database = database;
    this.making = making;
    this.isRebuildDue = isRebuildDue;
  }

  /** Why the projection is not up to date, as far as the newest run knows. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  // Catching everything: a schedule whose task throws never runs it again.
  @Override
  public void run() {
    try {
      ChainIndexer ready = indexer();
      migrateOnce();
      rebuildOnce(ready);
      while (ready.step()) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
      tellRecovery();
    } catch (RuntimeException e) {
      tell(e);
    }
  }

  private ChainIndexer indexer() {
    ChainIndexer ready = indexer;
    if (ready == null) {
      ready = making.get();
      indexer = ready;
    }
    return ready;
  }

  private void migrateOnce() {
    if (!isMigrated) {
      database.migrate();
      isMigrated = true;
    }
  }

  private void rebuildOnce(ChainIndexer ready) {
    if (isRebuildDue) {
      ready.rebuild();
      LOG.info("The projection is built anew; start without assay.index.rebuild next time.");
      isRebuildDue = false;
    }
  }

  private void tellRecovery() {
    if (problem != null) {
      LOG.info("Indexing goes on.");
      problem = null;
    }
  }

  private void tell(RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    if (!message.equals(problem)) {
      LOG.warn("Indexing waits: {}", message);
      problem = message;
    }
  }
}
