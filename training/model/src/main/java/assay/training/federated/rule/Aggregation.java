package assay.training.federated.rule;

/** One round's updates on their way to becoming one. Not thread-safe. */
public interface Aggregation {

  /**
   * Takes an update whose length and numbers were checked.
   *
   * @see Intake
   */
  void accept(Update update);

  /**
   * The joined update, an array of its receiver's. Ends the aggregation: asked for once, and
   * nothing is accepted afterwards.
   *
   * @throws AggregationRefusedException if the rule needs more updates than came
   */
  float[] result();
}
