package assay.agent.loop;

import assay.agent.Agent;
import assay.registry.actor.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * Joins in a role beside those that the account has, with the agent's age recipient, so that things
 * can be sealed to it; then does nothing.
 */
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
    Set<Role> joined = agent.actors().roles(agent.address());
    if (!joined.contains(role)) {
      agent.sender().send(agent.actors().join(with(role, joined), agent.identity().recipient()));
    }
    isDone = true;
  }

  /** All of them: what is left out of a join is given up, and a bonded evaluator may not. */
  static Set<Role> with(Role role, Set<Role> joined) {
    Set<Role> all = EnumSet.of(role);
    all.addAll(joined);
    return all;
  }
}
