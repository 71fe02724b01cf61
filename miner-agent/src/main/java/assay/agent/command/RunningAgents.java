package assay.agent.command;

import assay.agent.Agent;
import assay.agent.home.KeyGuard;
import java.nio.file.Path;

/** The agents of one user on one machine, whatever their homes. */
final class RunningAgents {

  private static final String FOLDER = ".assay-running";

  private RunningAgents() {}

  /**
   * Does the work while no other of them has the agent's key on its chain.
   *
   * @throws assay.agent.home.KeyInUseException if one has it
   */
  static void runAlone(Agent agent, Runnable work) {
    KeyGuard guard =
        KeyGuard.hold(
            Path.of(System.getProperty("user.home"), FOLDER),
            agent.settings().chainId(),
            agent.address());
    try {
      work.run();
    } finally {
      guard.close();
    }
  }
}
