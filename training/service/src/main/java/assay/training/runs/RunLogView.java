package assay.training.runs;

import assay.training.report.RunLine;
import java.util.List;

/**
 * A run with the end of its log.
 *
 * @param log the oldest line first
 */
public record RunLogView(RunView run, List<RunLine> log) {

  public RunLogView {
    log = List.copyOf(log);
  }
}
