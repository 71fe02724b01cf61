package assay.agent.command;

import assay.agent.Agent;
import java.security.SecureRandom;
import java.time.Clock;

/** An agent for the time of one command: its deployment is known, its events are fresh. */
final class OpenAgent implements AutoCloseable {

  private final Agent agent;

  OpenAgent(HomeOption home) {
    agent = Agent.open(home.home(), Clock.systemUTC(), new SecureRandom());
    try {
      agent.requireKnownDeployment();
      agent.events().refresh();
    } catch (RuntimeException e) {
      agent.close();
      throw e;
    }
  }

  Agent agent() {
    return agent;
  }

  @Override
  public void close() {
    agent.close();
  }
}
