package assay.agent.loop;

import assay.agent.Agent;
import assay.chain.ContractCall;
import assay.chain.Receipt;
import assay.training.ledger.BountyFacts;
import java.util.Map;

/** Sends an agent's steps in a bounty and tells each with its block and cost. */
public final class BountySender {

  private final Agent agent;
  private final Narrator narrator;

  public BountySender(Agent agent, Narrator narrator) {
    this.agent = agent;
    this.narrator = narrator;
  }

  /** Sends the call, waits until it is final, and tells it. */
  public void send(BountyFacts bounty, String event, String message, ContractCall call) {
    Receipt receipt = agent.sender().send(call);
    narrator.tell(
        event,
        bounty.id(),
        message,
        Map.of("gas", String.valueOf(receipt.gasUsed()), "block", String.valueOf(receipt.block())));
  }
}
