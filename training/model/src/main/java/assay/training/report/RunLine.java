package assay.training.report;

import assay.training.pool.PlainLine;
import java.time.Instant;

/**
 * A line of a run's log.
 *
 * @param at by the miner's clock, in whole milliseconds
 * @param text one line of at most {@value #LONGEST} characters
 */
public record RunLine(Instant at, String text) {

  /** The most characters of a line. */
  public static final int LONGEST = 200;

  public RunLine {
    RunPoint.requireTime(at);
    PlainLine.require("A line of the log", text, LONGEST);
  }
}
