package assay.web.webhook;

import assay.registry.database.Database;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends to webhooks for as long as the application is up. */
@Singleton
@Startup
public class WebhookJob {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookJob.class);
  private static final long PAUSE_MILLIS = 1_000;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  // Its own threads: a slow receiver must not keep the indexer from being scheduled.
  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  private ManagedExecutorService senders;

  @Inject private Database database;
  @Inject private Webhooks webhooks;
  @Inject private Reach reach;
  @Inject private Clock clock;

  private @Nullable Courier courier;
  private @Nullable Deliveries deliveries;
  private @Nullable ScheduledFuture<?> schedule;

  @PostConstruct
  void start() {
    Courier made = new Courier(reach, clock);
    courier = made;
    deliveries = new Deliveries(database, webhooks, made, clock);
    schedule = executor.scheduleWithFixedDelay(this::run, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    if (schedule != null) {
      schedule.cancel(true);
    }
    if (courier != null) {
      courier.close();
    }
  }

  // Catching everything: a schedule that throws never runs again.
  private void run() {
    try {
      Objects.requireNonNull(deliveries, "The container has started it.").round(senders);
    } catch (RuntimeException e) {
      LOG.debug("Webhooks wait.", e);
    }
  }
}
