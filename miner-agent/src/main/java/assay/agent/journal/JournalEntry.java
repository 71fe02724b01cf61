package assay.agent.journal;

import java.time.Instant;
import java.util.Map;

/**
 * One thing the agent was about to do.
 *
 * @param at when it was written
 * @param subject what it is about, such as a bounty's id
 * @param step what was about to be done, such as {@code commit}
 * @param facts everything needed to do it again in the same way
 */
public record JournalEntry(Instant at, String subject, String step, Map<String, String> facts) {

  public JournalEntry {
    facts = Map.copyOf(facts);
  }

  /** The fact of that name; every step writes all facts it later asks for. */
  public String fact(String name) {
    String value = facts.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "Journal step '%s' of %s lacks '%s'.".formatted(step, subject, name));
    }
    return value;
  }
}
