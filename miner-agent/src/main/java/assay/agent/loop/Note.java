package assay.agent.loop;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something an agent tells people.
 *
 * @param event a stable word, such as {@code committed}
 * @param subject what it is about, often a bounty's id
 * @param message words for people
 * @param details values for programs
 */
public record Note(
    Instant at, String event, String subject, String message, Map<String, String> details) {

  public Note {
    details = Map.copyOf(details);
  }

  /** The details in the order of their names. */
  public Map<String, String> sortedDetails() {
    return new TreeMap<>(details);
  }
}
