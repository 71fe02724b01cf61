package assay.web.gauge;

import assay.chain.ChainClient;
import assay.registry.database.Database;
import assay.registry.database.PoolState;
import assay.registry.mailbox.Mailbox;
import assay.web.live.LiveEvents;
import assay.web.metrics.CountedBlockStore;
import assay.web.metrics.Meters;
import assay.web.metrics.PlatformMetric;
import assay.web.platform.IndexerLoop;
import assay.web.problem.ProblemType;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Registers every figure that is there from the start, and keeps those fresh that have to be. */
@Singleton
@Startup
public class GaugesJob {

  private static final long PAUSE_SECONDS = 5;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  @Inject private ChainClient chain;
  @Inject private Clock clock;
  @Inject private Database database;
  @Inject private IndexerLoop loop;
  @Inject private LiveEvents live;
  @Inject private Mailbox mailbox;
  @Inject private Meters meters;

  private @Nullable ScheduledFuture<?> schedule;

  @PostConstruct
  void start() {
    registerCounters();
    registerPool();
    meters.watch(PlatformMetric.INDEX_WORKING, () -> loop.problem().isEmpty() ? 1.0 : 0.0);
    meters.watch(PlatformMetric.LISTENERS, () -> (double) live.listeners());
    meters.watch(PlatformMetric.LISTENERS_LIMIT, () -> (double) LiveEvents.MAX_LISTENERS);
    Sampler sampler = new Sampler(chain, database, mailbox, clock, meters);
    sampler.register();
    schedule = executor.scheduleWithFixedDelay(sampler, 0, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (schedule != null) {
      schedule.cancel(true);
    }
  }

  // From 0 on: the first of its kind would not be seen as an increase otherwise.
  private void registerCounters() {
    Arrays.stream(ProblemType.values())
        .forEach(type -> meters.add(PlatformMetric.REFUSALS, 0, type.code()));
    CountedBlockStore.FAILURES.forEach(code -> meters.add(PlatformMetric.STORE_FAILURES, 0, code));
    List.of(
            PlatformMetric.INDEX_BLOCKS,
            PlatformMetric.INDEX_EVENTS,
            PlatformMetric.UPLOAD_BLOCKS,
            PlatformMetric.UPLOAD_BYTES)
        .forEach(counter -> meters.add(counter, 0));
  }

  private void registerPool() {
    watchPool(PlatformMetric.DATABASE_CONNECTIONS, PoolState::active, "active");
    watchPool(PlatformMetric.DATABASE_CONNECTIONS, PoolState::idle, "idle");
    watchPool(PlatformMetric.DATABASE_CONNECTIONS, PoolState::waiting, "waiting");
    watchPool(PlatformMetric.DATABASE_CONNECTIONS_LIMIT, PoolState::limit);
  }

  private void watchPool(
      PlatformMetric gauge, Function<PoolState, Integer> figure, String... values) {
    meters.watch(gauge, () -> figure.apply(database.pool()).doubleValue(), values);
  }
}
