package assay.training.federated.round;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TypedData;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A site's word on what it sent in a round.
 *
 * @param round from 1 to {@value #LAST_ROUND}
 * @param site the account of the dataset's owner
 * @param grant the grant under which it trained
 * @param samples it learned from, at least 1
 * @param previousModel sha-256 of the weights that the round began with
 * @param update sha-256 of the sealed update
 * @param epsilonMillionths what the update cost of the dataset's privacy budget (differential
 *     privacy's epsilon), in millionths; 0 where nothing private was promised
 */
public record SiteUpdate(
    FederatedJob job,
    int round,
    Address site,
    Bytes32 grant,
    long samples,
    Bytes32 previousModel,
    Bytes32 update,
    long epsilonMillionths) {

  static final int LAST_ROUND = 1_000_000;

  public SiteUpdate {
    requireRound(round);
    if (samples < 1) {
      throw new IllegalArgumentException(
          "%s learned from %d samples; leave out who learned from none.".formatted(site, samples));
    }
    if (epsilonMillionths < 0) {
      throw new IllegalArgumentException(
          "The update of %s costs an epsilon of %d millionths; none is below 0."
              .formatted(site, epsilonMillionths));
    }
  }

  static void requireRound(int round) {
    if (round < 1 || round > LAST_ROUND) {
      throw new IllegalArgumentException(
          "There is no round %d; they are counted from 1 to %d.".formatted(round, LAST_ROUND));
    }
  }

  /** The typed data as wallets take it. */
  public String typedData() {
    ObjectNode data = job.typedData("SiteUpdate", round);
    data.withObjectProperty("message")
        .put("site", site.hex())
        .put("grant", grant.hex())
        .put("samples", samples)
        .put("previousModel", previousModel.hex())
        .put("update", update.hex())
        .put("epsilonMillionths", epsilonMillionths);
    return data.toString();
  }

  /** The hash that is signed. */
  public Bytes32 hash() {
    return TypedData.hash(typedData());
  }
}
