package assay.agent.loop;

import java.time.Instant;
import java.util.Map;

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
}
