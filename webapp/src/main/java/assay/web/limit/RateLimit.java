package assay.web.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket for each of many, as the generic cell rate algorithm (ITU-T I.371): what is kept
 * of somebody is one time, at which his bucket is full again. Thread-safe.
 */
final class RateLimit {

  /** Those whose buckets are full are dropped from here on; all, where nobody's is. */
  private static final int MOST = 100_000;

  private final long micros;
  private final Duration period;
  private final Clock clock;
  private final Map<String, Long> fullAt = new ConcurrentHashMap<>();

  /**
   * @param tokens how many come in a period and fit into a bucket; 0: without limit
   */
  RateLimit(long tokens, Duration period, Clock clock) {
    this.micros = tokens == 0 ? 0 : Math.max(1, micros(period) / tokens);
    this.period = period;
    this.clock = clock;
  }

  /**
   * Takes a token from somebody's bucket.
   *
   * @return how long it takes until there is one; none if there was
   */
  Optional<Duration> take(String who) {
    if (micros == 0) {
      return Optional.empty();
    }
    if (fullAt.size() >= MOST) {
      drop();
    }
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    long latest = now + micros(period) - micros;
    long[] wait = new long[1];
    fullAt.compute(
        who,
        (key, before) -> {
          long full = Math.max(before == null ? now : before, now);
          wait[0] = Math.max(0, full - latest);
          return wait[0] > 0 ? full : full + micros;
        });
    return wait[0] > 0 ? Optional.of(Duration.of(wait[0], ChronoUnit.MICROS)) : Optional.empty();
  }

  private void drop() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    fullAt.values().removeIf(full -> full <= now);
    if (fullAt.size() >= MOST) {
      fullAt.clear();
    }
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1_000;
  }
}
