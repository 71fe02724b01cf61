package assay.agent.loop;

import java.time.Duration;
import java.time.Instant;

/**
 * How often something is done by the machine's clock, which may be set. What was done in a future
 * that the clock has left is due again at once: nothing waits for the clock to catch up. Immutable.
 *
 * @param pause at least so long between two times
 */
public record Pace(Duration pause) {

  public boolean isDue(Instant last, Instant now) {
    return now.isBefore(last) || !now.isBefore(last.plus(pause));
  }
}
