package assay.agent.command;

import assay.training.federated.rule.AggregationRule;
import assay.training.federated.rule.Bulyan;
import assay.training.federated.rule.CoordinateMedian;
import assay.training.federated.rule.GeometricMedian;
import assay.training.federated.rule.Krum;
import assay.training.federated.rule.MultiKrum;
import assay.training.federated.rule.TrimmedMean;
import assay.training.federated.rule.WeightedMean;

/** Aggregation rules by the words of the command line. */
enum RuleChoice {
  MEAN,
  MEDIAN,
  TRIMMED_MEAN,
  KRUM,
  MULTI_KRUM,
  BULYAN,
  GEOMETRIC_MEDIAN;

  /**
   * The rule.
   *
   * @param trim part that a trimmed mean leaves out at each end
   * @param tolerated attackers that Krum, MultiKrum and Bulyan hold against
   */
  AggregationRule rule(double trim, int tolerated) {
    return switch (this) {
      case MEAN -> new WeightedMean();
      case MEDIAN -> new CoordinateMedian();
      case TRIMMED_MEAN -> new TrimmedMean(trim);
      case KRUM -> new Krum(tolerated);
      case MULTI_KRUM -> new MultiKrum(tolerated, 0);
      case BULYAN -> new Bulyan(tolerated);
      case GEOMETRIC_MEDIAN -> new GeometricMedian();
    };
  }
}
