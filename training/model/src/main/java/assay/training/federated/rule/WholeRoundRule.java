package assay.training.federated.rule;

import java.util.List;

/**
 * A rule that compares updates with each other and so holds all of them at once: with n updates of
 * d parameters, 4·n·d bytes beside what it says of itself. It changes none of them.
 */
public interface WholeRoundRule extends AggregationRule {

  /**
   * Joins a round's updates.
   *
   * @param updates of one length, every number finite
   * @throws AggregationRefusedException if there are fewer than {@link #fewest()}
   */
  float[] aggregate(List<Update> updates);

  @Override
  default Aggregation begin(int parameters) {
    return new WholeRound(this);
  }
}
