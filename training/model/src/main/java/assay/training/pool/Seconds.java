package assay.training.pool;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as they are signed: whole seconds that contracts and databases can both hold. */
public final class Seconds {

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Seconds() {}

  /** Refuses parts of a second and years that not both can hold. */
  public static void require(String what, Instant time) {
    boolean isWhole = time.equals(time.truncatedTo(ChronoUnit.SECONDS));
    if (!isWhole || time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "%s is %s; give whole seconds between 1970 and 9999.".formatted(what, time));
    }
  }

  /** Like {@link Instant#ofEpochSecond(long)}, refusing in the same words. */
  public static Instant of(String what, long seconds) {
    if (seconds < 0 || seconds > LATEST.getEpochSecond()) {
      throw new IllegalArgumentException(
          "%s is %d seconds; give those since 1970.".formatted(what, seconds));
    }
    return Instant.ofEpochSecond(seconds);
  }
}
