package assay.web.live;

import assay.registry.database.DatabaseUnavailableException;
import assay.registry.index.FinalEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All listeners. Each round gives every listener that is free the next page of the log; what one of
 * them does costs the others nothing. Listeners join on any thread, rounds are made by one.
 */
final class Audience {

  /** Events that a listener gets at once, and so all that is held in memory for it. */
  static final int PAGE = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

  private final Log log;
  private final Executor senders;
  private final int places;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  /** What may be told. */
  interface Log {

    /** Behind the last event that is final now. */
    EventId end();

    /** The oldest events after one place up to another. */
    List<FinalEvent> page(EventId after, EventId end, int limit);
  }

  Audience(Log log, Executor senders, int places) {
    this.log = log;
    this.senders = senders;
    this.places = places;
  }

  /** Complains if every place is taken. */
  void requireRoom() {
    if (listeners.size() >= places) {
      throw new TooManyListenersException(places);
    }
  }

  void join(Listener listener) {
    listeners.add(listener);
  }

  /** Listeners that are here. */
  int size() {
    return listeners.size();
  }

  /** Serves everybody once. */
  void round() {
    listeners.removeIf(Listener::isGone);
    if (listeners.isEmpty()) {
      return;
    }
    EventId end = log.end();
    // Most listeners stand at the same place: its page is read once for all of them.
    Map<EventId, List<FinalEvent>> pages = new HashMap<>();
    listeners.stream().filter(Listener::isFree).forEach(listener -> serve(listener, end, pages));
  }

  void close() {
    listeners.forEach(Listener::close);
  }

  private void serve(Listener listener, EventId end, Map<EventId, List<FinalEvent>> pages) {
    if (listener.last().block() >= end.block()) {
      listener.send(List.of(), listener.last(), senders);
      return;
    }
    try {
      List<FinalEvent> page =
          pages.computeIfAbsent(listener.last(), place -> log.page(place, end, PAGE));
      listener.send(page, EventId.reached(page, PAGE, end), senders);
    } catch (DatabaseUnavailableException e) {
      // The others would each wait for it in vain.
      throw e;
    } catch (RuntimeException e) {
      LOG.debug("A listener waits.", e);
    }
  }
}
