package assay.web.platform;

import assay.registry.database.Database;
import assay.registry.index.ChainIndexer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the indexer for as long as the application is up. A step that fails is told once, shown by
 * the health check, and tried again: database, chain and store may come and go.
 */
@Singleton
@Startup
public class IndexerJob {

  private static final Logger LOG = LoggerFactory.getLogger(IndexerJob.class);
  private static final long PAUSE_MILLIS = 300;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  @Inject private ChainIndexer indexer;
  @Inject private Database database;

  private @Nullable ScheduledFuture<?> schedule;
  private boolean isMigrated;
  private volatile @Nullable String problem;

  @PostConstruct
  void start() {
    schedule = executor.scheduleWithFixedDelay(this::run, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    if (schedule != null) {
      schedule.cancel(true);
    }
  }

  /** Why the newest step failed, if it did. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  // Catching everything: a schedule that throws never runs again.
  private void run() {
    try {
      migrateOnce();
      while (indexer.step()) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
      tellRecovery();
    } catch (RuntimeException e) {
      tell(e);
    }
  }

  private void migrateOnce() {
    if (!isMigrated) {
      database.migrate();
      isMigrated = true;
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
