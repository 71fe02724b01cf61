package assay.agent.report;

import java.time.Duration;

/**
 * How far apart the points of a run lie: a second at first, later a two-hundredth of its time, so
 * that a minute has sixty of them and a week fewer than are kept of a run.
 */
final class RunPace {

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final int PARTS = 200;

  private RunPace() {}

  /** The least time between the last point and one after so long. */
  static Duration after(Duration elapsed) {
    Duration part = elapsed.dividedBy(PARTS);
    return part.compareTo(LEAST) < 0 ? LEAST : part;
  }
}
