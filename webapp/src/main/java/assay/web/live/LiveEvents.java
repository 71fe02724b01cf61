package assay.web.live;

import assay.registry.database.Database;
import assay.registry.index.EventLog;
import assay.registry.index.FinalEvent;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every final event to every listener, in order and without gaps: each listener has its own
 * place in the event log, so one that reconnects with the id of its last event misses nothing.
 */
@Singleton
@Startup
@Lock(LockType.READ)
public class LiveEvents {

  private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
  private static final long PAUSE_MILLIS = 300;

  /** The most listeners that one node takes. */
  public static final int MAX_LISTENERS = 2_000;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  // Its own threads: a slow reader must not keep the indexer from being scheduled.
  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  private ManagedExecutorService senders;

  @Inject private Database database;

  private @Nullable Audience audience;
  private @Nullable ScheduledFuture<?> schedule;

  @PostConstruct
  void start() {
    audience = new Audience(new StoredLog(database), senders, MAX_LISTENERS);
    schedule = executor.scheduleWithFixedDelay(this::run, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    if (schedule != null) {
      schedule.cancel(true);
    }
    audience().close();
  }

  /**
   * Adds a listener that has seen everything up to {@code lastId}, or starts now if it is empty.
   *
   * @throws TooManyListenersException if there are too many
   */
  public void listen(SseEventSink sink, Sse sse, String lastId) {
    audience().requireRoom();
    EventId last = lastId.isEmpty() ? new StoredLog(database).end() : EventId.parse(lastId);
    sink.send(sse.newEventBuilder().comment("connected").build());
    audience().join(new Listener(new SseLine(sink, sse), last));
  }

  /** Listeners on this node. */
  public int listeners() {
    return audience().size();
  }

  // Catching everything: a schedule that throws never runs again.
  private void run() {
    try {
      audience().round();
    } catch (RuntimeException e) {
      LOG.debug("Live events wait.", e);
    }
  }

  private Audience audience() {
    return Objects.requireNonNull(audience, "The container has started it.");
  }

  /** The events of the final chain. */
  private record StoredLog(Database database) implements Audience.Log {

    @Override
    public EventId end() {
      return database.inTransaction(
          transaction -> EventId.endOf(new EventLog(transaction).projected()));
    }

    @Override
    public List<FinalEvent> page(EventId after, EventId end, int limit) {
      return database.inTransaction(
          transaction ->
              new EventLog(transaction).page(after.block(), after.logIndex(), end.block(), limit));
    }
  }
}
