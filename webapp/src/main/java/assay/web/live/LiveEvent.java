package assay.web.live;

import assay.registry.index.FinalEvent;
import java.util.Map;

/** What listeners get of an event of a contract. */
public record LiveEvent(String contract, String minedAt, Map<String, Object> values) {

  /** The event as it is told. */
  public static LiveEvent of(FinalEvent found) {
    return new LiveEvent(
        found.event().contract().solidityName(),
        found.minedAt().toString(),
        found.event().values());
  }
}
