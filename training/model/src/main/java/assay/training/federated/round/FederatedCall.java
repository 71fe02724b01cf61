package assay.training.federated.round;

import assay.chain.Bytes32;
import assay.chain.TypedData;
import assay.registry.content.Cid;
import assay.training.pool.Seconds;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A coordinator calls the sites to a round. What is asked of whom stands in the plan, which is kept
 * in the content store; the coordinator alone decides what came in time.
 *
 * @param round from 1 to {@value SiteUpdate#LAST_ROUND}
 * @param plan where it is found
 * @param deadline after which he goes on without who is late, to the second, by his own clock
 */
public record FederatedCall(FederatedJob job, int round, Cid plan, Instant deadline) {

  public FederatedCall {
    SiteUpdate.requireRound(round);
    Seconds.require("The deadline of a federated round", deadline);
  }

  /** The typed data that the coordinator signs. */
  public String typedData() {
    ObjectNode data = job.typedData("Call", round);
    data.withObjectProperty("message")
        .put("coordinator", job.coordinator().hex())
        .put("plan", plan.text())
        .put("deadline", deadline.getEpochSecond());
    return data.toString();
  }

  /** The hash that is signed. */
  public Bytes32 hash() {
    return TypedData.hash(typedData());
  }
}
