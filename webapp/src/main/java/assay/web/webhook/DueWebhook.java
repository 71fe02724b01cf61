package assay.web.webhook;

import assay.web.live.EventId;
import java.net.URI;
import java.util.List;

/**
 * A webhook that one node has taken on for a while.
 *
 * @param events names; none for all
 * @param last the place in the stream of final events up to which all has arrived
 */
record DueWebhook(String id, URI url, String secret, List<String> events, EventId last) {

  boolean wants(String event) {
    return events.isEmpty() || events.contains(event);
  }
}
