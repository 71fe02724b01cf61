package assay.agent.loop;

import assay.agent.Agent;
import assay.chain.RevertedException;
import assay.registry.seal.AgeIdentity;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import java.util.HashSet;
import java.util.Set;

/**
 * Answers a researcher's complaint with the winner's key, on chain, where nobody can say that it
 * did not come. Whoever holds the key may; the first settles the bounty. Not thread-safe.
 */
public final class KeyPublisher {

  private final Agent agent;
  private final Narrator narrator;
  private final BountySender steps;
  private final Set<BountyId> answered = new HashSet<>();

  public KeyPublisher(Agent agent, Narrator narrator) {
    this.agent = agent;
    this.narrator = narrator;
    this.steps = new BountySender(agent, narrator);
  }

  /** Publishes the key if the researcher complained, once. */
  public void answer(BountyFacts bounty, AgeIdentity key) {
    if (!bounty.isComplained() || answered.contains(bounty.id())) {
      return;
    }
    try {
      steps.send(
          bounty,
          "key-published",
          "Published the winner's key: the researcher says that none came.",
          agent.market().publishKey(bounty.id(), key.key()));
    } catch (RevertedException e) {
      narrator.tell(
          "too-late", bounty.id(), "The complaint is answered or over: " + e.error() + ".");
    }
    answered.add(bounty.id());
  }
}
