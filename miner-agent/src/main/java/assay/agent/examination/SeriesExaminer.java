package assay.agent.examination;

import java.time.Duration;

/**
 * Counts how many samples each of many models labels rightly, where the models came of strangers'
 * numbers. The same models on the same paper come to the same. Safe for threads.
 */
public interface SeriesExaminer {

  /**
   * Examines all of them.
   *
   * @param most that it may take by the clock
   * @return the right answers on the samples of all groups, one number for each model
   * @throws assay.agent.confine.ConfinementException if they could not be examined within the
   *     limits
   * @throws RuntimeException what the series threw while its models were made
   */
  double[] counts(ModelSeries series, Paper paper, Duration most);
}
