package assay.web.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A webhook as its account sees it.
 *
 * @param events names; none for all
 * @param after id of the last event that arrived, or of the place in the stream where it began
 * @param failures in a row, since the last event arrived
 * @param lastProblem why the last attempt failed
 * @param failingSince when the first of these failures was; it is given up three days later
 * @param nextAttemptAt when the event that failed is sent again
 */
public record Webhook(
    String id,
    URI url,
    List<String> events,
    Instant createdAt,
    String after,
    int failures,
    Optional<String> lastProblem,
    Optional<Instant> failingSince,
    Optional<Instant> nextAttemptAt) {

  public Webhook {
    events = List.copyOf(events);
  }
}
