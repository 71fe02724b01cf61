package assay.web.relay;

import assay.chain.ChainException;
import assay.registry.relay.Relayer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that what was relayed is mined, for as long as the application is up. */
@Singleton
@Startup
public class RelayJob {

  private static final Logger LOG = LoggerFactory.getLogger(RelayJob.class);
  private static final long PAUSE_SECONDS = 2;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  @Inject private RelayOffer offer;

  private @Nullable ScheduledFuture<?> schedule;

  @PostConstruct
  void start() {
    offer
        .relayer()
        .ifPresent(
            relayer ->
                schedule =
                    executor.scheduleWithFixedDelay(
                        () -> look(relayer), 0, PAUSE_SECONDS, TimeUnit.SECONDS));
  }

  private static void look(Relayer relayer) {
    try {
      relayer.resume();
    } catch (ChainException e) {
      LOG.warn("What was relayed could not be looked after: {}", e.getMessage());
    }
  }

  @PreDestroy
  void stop() {
    if (schedule != null) {
      schedule.cancel(true);
    }
  }
}
