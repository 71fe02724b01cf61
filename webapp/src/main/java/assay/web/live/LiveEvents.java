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
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private static final int MAX_LISTENERS = 2_000;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  @Inject private Database database;

  private final Map<SseEventSink, Listener> listeners = new ConcurrentHashMap<>();
  private @Nullable ScheduledFuture<?> schedule;

  private record Listener(Sse sse, EventId last) {}

  /** What a listener gets: the event's name is that of the contract's event. */
  public record LiveEvent(String contract, String minedAt, Map<String, Object> values) {}

  @PostConstruct
  void start() {
    schedule = executor.scheduleWithFixedDelay(this::run, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    if (schedule != null) {
      schedule.cancel(true);
    }
    listeners.keySet().forEach(SseEventSink::close);
  }

  /**
   * Adds a listener that has seen everything up to {@code lastId}, or starts now if it is empty.
   */
  public void listen(SseEventSink sink, Sse sse, String lastId) {
    if (listeners.size() >= MAX_LISTENERS) {
      sink.close();
      return;
    }
    EventId last = lastId.isEmpty() ? newest() : EventId.parse(lastId);
    sink.send(sse.newEventBuilder().comment("connected").build());
    listeners.put(sink, new Listener(sse, last));
  }

  private EventId newest() {
    return database.inTransaction(
        transaction -> new EventId(new EventLog(transaction).projected(), Long.MAX_VALUE));
  }

  // Catching everything: a schedule that throws never runs again.
  private void run() {
    try {
      Iterator<Map.Entry<SseEventSink, Listener>> each = listeners.entrySet().iterator();
      while (each.hasNext()) {
        Map.Entry<SseEventSink, Listener> entry = each.next();
        if (entry.getKey().isClosed()) {
          each.remove();
        } else {
          entry.setValue(serve(entry.getKey(), entry.getValue()));
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("Live events wait.", e);
    }
  }

  private Listener serve(SseEventSink sink, Listener listener) {
    EventId last = listener.last();
    for (FinalEvent event : after(last)) {
      last = EventId.of(event.event().position());
      sink.send(message(listener.sse(), event, last));
    }
    return new Listener(listener.sse(), last);
  }

  private List<FinalEvent> after(EventId last) {
    return database.inTransaction(
        transaction -> {
          EventLog log = new EventLog(transaction);
          return log.after(last.block(), last.logIndex(), log.projected());
        });
  }

  private static OutboundSseEvent message(Sse sse, FinalEvent found, EventId id) {
    return sse.newEventBuilder()
        .id(id.toString())
        .name(found.event().name())
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(
            LiveEvent.class,
            new LiveEvent(
                found.event().contract().solidityName(),
                found.minedAt().toString(),
                found.event().values()))
        .build();
  }
}
