package assay.agent.coordinator;

import assay.agent.Agent;
import assay.chain.Bytes32;
import assay.registry.ledger.AnchorCalls;
import assay.training.federated.round.FederatedJob;

/** Roots in the contract {@code Anchor}, in the agent's name. */
public final class ChainAnchors implements RoundAnchors {

  private final Agent agent;
  private final AnchorCalls calls;

  public ChainAnchors(Agent agent) {
    this.agent = agent;
    this.calls = new AnchorCalls(agent.chain(), agent.deployment());
  }

  @Override
  public void anchor(FederatedJob job, int number, Bytes32 root) {
    long length = calls.length(agent.address(), job.kind());
    if (length < number - 1L) {
      throw new WrongAnchorException(
          job, number, "the chain has %d anchors of the rounds before it".formatted(length));
    }
    if (length < number) {
      send(job, number, root);
    } else {
      requireSame(job, number, root);
    }
  }

  /** Under a name of its own: killed while it waits, it waits for the same transaction again. */
  private void send(FederatedJob job, int number, Bytes32 root) {
    agent
        .sender()
        .sendOnce(
            "federated round %d of %s".formatted(number, job.bounty().value()),
            calls.append(agent.address(), job.kind(), root));
  }

  private void requireSame(FederatedJob job, int number, Bytes32 root) {
    Bytes32 there = calls.root(agent.address(), job.kind(), number - 1L);
    if (!there.equals(root)) {
      throw new WrongAnchorException(
          job, number, "another root, %s, has its place".formatted(there));
    }
  }
}
