package assay.agent.evaluator;

import assay.agent.Agent;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Narrator;
import assay.chain.RevertedException;
import assay.registry.actor.HashChain;
import assay.training.ledger.SeedRequest;
import java.util.HashSet;
import java.util.Set;

/** Answers the beacon: gives the next value of the hash chain to every request that asks for it. */
public final class SeedGiver implements AgentTask {

  private final Agent agent;
  private final Narrator narrator;
  private final BeaconChain beacon;
  private final Set<SeedRequest> answered = new HashSet<>();

  public SeedGiver(Agent agent, Narrator narrator) {
    this.agent = agent;
    this.narrator = narrator;
    this.beacon = new BeaconChain(agent);
  }

  @Override
  public void advance() {
    agent.events().refresh();
    for (SeedRequest request : SeedRequest.waitingFor(agent.address(), agent.events())) {
      if (!answered.contains(request)) {
        answer(request);
        answered.add(request);
      }
    }
  }

  private void answer(SeedRequest request) {
    HashChain chain = beacon.chain();
    long position = request.positionOf(agent.address()).orElseThrow();
    try {
      agent.sender().send(agent.beacon().contribute(request, agent.address(), chain.at(position)));
      narrator.tell("seed-given", request.bounty(), "Gave value " + position + " to the beacon.");
    } catch (RevertedException e) {
      narrator.tell("seed-closed", request.bounty(), "The request is over: " + e.error() + ".");
    }
  }
}
