package assay.agent.coordinator;

import java.time.Duration;

/**
 * How long a round waits for sites: the first as long as the bounty allows, those after it thrice
 * as long as the longest so far took until its last update came, at least ten seconds; after one in
 * which too few came, the bounty's time again. Not thread-safe.
 */
final class RoundPatience {

  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final int TIMES = 3;

  private final Duration most;
  private Duration longest = Duration.ZERO;
  private boolean isSure;

  /**
   * @param most the bounty's
   */
  RoundPatience(Duration most) {
    this.most = most;
  }

  Duration next() {
    if (!isSure) {
      return most;
    }
    Duration usual = longest.multipliedBy(TIMES);
    return shorter(most, usual.compareTo(LEAST) < 0 ? LEAST : usual);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** The last update that counted came so long after the call. */
  void enough(Duration until) {
    isSure = true;
    longest = until.compareTo(longest) > 0 ? until : longest;
  }

  void tooFew() {
    isSure = false;
  }

  /** The longest that a round took so far. */
  Duration longest() {
    return longest;
  }
}
