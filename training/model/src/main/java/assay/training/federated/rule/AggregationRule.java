package assay.training.federated.rule;

/** How the updates of a round become one. Immutable, safe for threads. */
public interface AggregationRule {

  /** Begins a round over vectors of this many parameters. */
  Aggregation begin(int parameters);

  /** The smallest number of updates for which the rule is defined, at least 1. */
  int fewest();
}
