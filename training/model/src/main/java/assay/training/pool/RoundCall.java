package assay.training.pool;

import assay.chain.Address;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An operator calls his crew to a joint round. What is to be done stands in the plan, which is kept
 * in the content store; the operator alone decides what came in time.
 *
 * @param plan where the {@link RoundPlan} is found
 * @param deadline after which he goes on without who is late, to the second, by his own clock
 */
public record RoundCall(ContractAt registry, Turn turn, Cid plan, Instant deadline)
    implements PoolStatement {

  public RoundCall {
    Seconds.require("The deadline of a joint round", deadline);
  }

  @Override
  public Address signer() {
    return turn.pool();
  }

  @Override
  public String primaryType() {
    return "RoundCall";
  }

  @Override
  public void describe(ObjectNode message) {
    message
        .put("pool", turn.pool().hex())
        .put("bounty", turn.bounty().value().hex())
        .put("round", turn.round())
        .put("plan", plan.text())
        .put("deadline", deadline.getEpochSecond());
  }
}
