package assay.training.bounty;

import assay.training.spec.Metric;

/**
 * What a model must reach to be paid for: the metric at or above a threshold. Decided in whole
 * numbers, exactly as the contract decides it.
 *
 * @param metric a count metric
 * @param threshold the least score that qualifies
 */
public record Criterion(Metric metric, Score threshold) {

  /** Whether {@code correct * 1 000 000 >= threshold * samples}. */
  public boolean isMetBy(CorrectCount count) {
    return (long) count.correct() * Score.ONE >= (long) threshold.millionths() * count.samples();
  }
}
