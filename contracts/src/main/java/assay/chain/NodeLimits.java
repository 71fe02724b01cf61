package assay.chain;

import java.time.Duration;

/**
 * How much a node's faults are put up with.
 *
 * @param tries how often the same is asked before giving up, at least 1
 * @param firstPause pause before the second try; each later one is four times as long
 * @param longestPause the longest that a node may ask to be left alone
 * @param answerTime how long an answer may take
 * @param answerBytes how large an answer may be
 */
record NodeLimits(
    int tries, Duration firstPause, Duration longestPause, Duration answerTime, long answerBytes) {

  private static final long MEBIBYTE = 1 << 20;
  private static final int GROWTH = 4;

  static NodeLimits standard() {
    return new NodeLimits(
        3, Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofSeconds(15), 64 * MEBIBYTE);
  }

  /** The pause after that many tries. */
  Duration pauseAfter(int tried) {
    return firstPause.multipliedBy((long) Math.pow(GROWTH, tried - 1.0));
  }
}
