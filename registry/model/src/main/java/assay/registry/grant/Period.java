package assay.registry.grant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A time span in whole seconds of the chain.
 *
 * @param notBefore its first second
 * @param expiry the first second after it
 */
public record Period(Instant notBefore, Instant expiry) {

  public Period {
    requireChainTime(notBefore);
    requireChainTime(expiry);
    if (!notBefore.isBefore(expiry)) {
      throw new IllegalArgumentException(
          "A period from " + notBefore + " until " + expiry + " is empty.");
    }
  }

  static void requireChainTime(Instant time) {
    if (time.isBefore(Instant.EPOCH) || !time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException(
          time + " is no time of a chain, which counts whole seconds since 1970.");
    }
  }
}
