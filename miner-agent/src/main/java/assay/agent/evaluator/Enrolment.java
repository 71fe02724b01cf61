package assay.agent.evaluator;

import assay.agent.Agent;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Membership;
import assay.agent.loop.Narrator;
import assay.chain.Wei;
import assay.registry.actor.Actors;
import assay.registry.actor.HashChain;
import assay.registry.actor.Role;

/** Joins as an evaluator with one ticket and a hash chain; does nothing once that is done. */
public final class Enrolment implements AgentTask {

  private final Agent agent;
  private final Narrator narrator;
  private final BeaconChain beacon;
  private final Membership membership;
  private boolean isDone;

  public Enrolment(Agent agent, Narrator narrator) {
    this.agent = agent;
    this.narrator = narrator;
    this.beacon = new BeaconChain(agent);
    this.membership = new Membership(agent, Role.EVALUATOR);
  }

  @Override
  public void advance() {
    if (isDone) {
      return;
    }
    Actors actors = agent.actors();
    membership.advance();
    bond(actors);
    registerChain(actors);
    isDone = true;
    narrator.tell("enrolled", agent.address(), "Takes seats as an evaluator.");
  }

  private void bond(Actors actors) {
    Wei ticket = actors.ticketSize();
    if (actors.bonded(agent.address()).compareTo(ticket) >= 0) {
      return;
    }
    Wei missing = ticket.minus(actors.bonded(agent.address()));
    agent.ensureAvailable(missing);
    agent.sender().send(actors.bond(missing));
  }

  private void registerChain(Actors actors) {
    HashChain chain = beacon.chain();
    if (!actors.hasChain(agent.address())) {
      agent.sender().send(actors.registerChain(chain.tip()));
    }
  }
}
