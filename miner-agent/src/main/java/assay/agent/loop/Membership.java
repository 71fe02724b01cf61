package assay.agent.loop;

import assay.agent.Agent;
import assay.registry.actor.Role;
import java.util.Set;

/** Joins with the agent's age recipient, so that things can be sealed to it; then does nothing. */
public final class Membership implements AgentTask {

  private final Agent agent;
  private final Role role;
  private boolean isDone;

  public Membership(Agent agent, Role role) {
    this.agent = agent;
    this.role = role;
  }

  @Override
  public void advance() {
    if (isDone) {
      return;
    }
    if ((agent.actors().roles(agent.address()) & role.bit()) == 0) {
      agent.sender().send(agent.actors().join(Set.of(role), agent.identity().recipient()));
    }
    isDone = true;
  }
}
