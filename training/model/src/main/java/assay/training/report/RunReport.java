package assay.training.report;

import java.util.List;

/**
 * What a miner tells of his run at once. What he told before may come again: a point or a line is
 * known by its time.
 *
 * @param points at most {@value #MOST_POINTS}
 * @param log at most {@value #MOST_LINES} lines
 */
public record RunReport(RunPhase phase, RunSetup setup, List<RunPoint> points, List<RunLine> log) {

  /** Points of one report. */
  public static final int MOST_POINTS = 200;

  /** Lines of one report. */
  public static final int MOST_LINES = 50;

  public RunReport {
    points = List.copyOf(points);
    log = List.copyOf(log);
    if (points.size() > MOST_POINTS || log.size() > MOST_LINES) {
      throw new IllegalArgumentException(
          "A report has %d points and %d lines; tell at most %d and %d, and the rest in the next."
              .formatted(points.size(), log.size(), MOST_POINTS, MOST_LINES));
    }
  }
}
