package assay.training.federated.simulation;

import assay.training.federated.model.Evaluation;
import assay.training.federated.rule.RefusedUpdate;
import java.util.List;

/**
 * What a round came to.
 *
 * @param round from 1
 * @param trainLoss over all clients' samples, in nats
 * @param test on the test samples
 * @param drift how far the accepted updates lie from their mean: the root of their mean squared
 *     distance, each by its weight
 * @param uploaded bytes that clients sent in this round
 * @param accepted updates
 * @param refused updates, and why
 */
public record RoundRecord(
    int round,
    double trainLoss,
    Evaluation test,
    double drift,
    long uploaded,
    int accepted,
    List<RefusedUpdate> refused) {

  public RoundRecord {
    refused = List.copyOf(refused);
  }
}
