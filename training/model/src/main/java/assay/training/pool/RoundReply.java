package assay.training.pool;

import assay.chain.Address;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A member says what he did in a joint round. The weights are in the content store, sealed to the
 * operator, who holds them to the plan.
 *
 * @param plan the one that he followed
 * @param weights where they are found, sealed
 * @param samples that he learned from, at least 1
 */
public record RoundReply(
    ContractAt registry, Address member, Turn turn, Cid plan, Cid weights, long samples)
    implements PoolStatement {

  public RoundReply {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "%s learned from %d samples; leave out who learned from none."
              .formatted(member, samples));
    }
  }

  @Override
  public Address signer() {
    return member;
  }

  @Override
  public String primaryType() {
    return "RoundReply";
  }

  @Override
  public void describe(ObjectNode message) {
    message
        .put("member", member.hex())
        .put("pool", turn.pool().hex())
        .put("bounty", turn.bounty().value().hex())
        .put("round", turn.round())
        .put("plan", plan.text())
        .put("weights", weights.text())
        .put("samples", samples);
  }
}
