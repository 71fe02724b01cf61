package assay.web.webhook;

import assay.registry.database.Database;
import assay.registry.index.EventLog;
import assay.registry.index.FinalEvent;
import assay.web.live.EventId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to every webhook what is new for it: in order, one event after the other, each at least
 * once. An event that does not arrive is sent again, and holds back those behind it. Thread-safe.
 */
final class Deliveries {

  /** Webhooks that a node sends for at once. */
  private static final int AT_ONCE = 10;

  private static final int PAGE = 100;

  /** With the longest wait for one answer still within the time for which a webhook is taken on. */
  private static final Duration TURN = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final Database database;
  private final Webhooks webhooks;
  private final Courier courier;
  private final InstantSource clock;

  Deliveries(Database database, Webhooks webhooks, Courier courier, InstantSource clock) {
    this.database = database;
    this.webhooks = webhooks;
    this.courier = courier;
    this.clock = clock;
  }

  /** Gives every webhook that has something to get a turn of its own. */
  void round(Executor senders) {
    webhooks.takeDue(AT_ONCE).forEach(due -> senders.execute(() -> serve(due)));
  }

  // Whatever fails, the webhook is taken on again when its time is over.
  private void serve(DueWebhook webhook) {
    try {
      turn(webhook);
    } catch (RuntimeException e) {
      LOG.warn("Webhook {} waits.", webhook.id(), e);
    }
  }

  private void turn(DueWebhook webhook) {
    Stretch stretch = stretchOf(webhook);
    Instant end = clock.instant().plus(TURN);
    for (FinalEvent found : stretch.wanted()) {
      Optional<String> problem = courier.send(webhook.url(), webhook.secret(), found);
      if (problem.isPresent()) {
        webhooks.failed(webhook, problem.get());
        return;
      }
      webhooks.arrived(webhook, EventId.of(found.event().position()));
      if (clock.instant().isAfter(end)) {
        webhooks.release(webhook);
        return;
      }
    }
    webhooks.arrived(webhook, stretch.reached());
    webhooks.release(webhook);
  }

  /**
   * What comes next for a webhook.
   *
   * @param wanted those of the next events that it asked for
   * @param reached where the stream goes on after the next events
   */
  private record Stretch(List<FinalEvent> wanted, EventId reached) {}

  private Stretch stretchOf(DueWebhook webhook) {
    return database.inTransaction(
        transaction -> {
          EventLog log = new EventLog(transaction);
          EventId end = EventId.endOf(log.projected());
          EventId last = webhook.last();
          List<FinalEvent> page = log.page(last.block(), last.logIndex(), end.block(), PAGE);
          return new Stretch(
              page.stream().filter(found -> webhook.wants(found.event().name())).toList(),
              EventId.reached(page, PAGE, end));
        });
  }
}
