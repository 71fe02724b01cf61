package assay.agent.command;

import assay.agent.home.AgentHome;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the agent's home. */
final class HomeOption {

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      defaultValue = "${env:ASSAY_HOME:-${user.home}/.assay}",
      description = "The agent's home folder (default: ${DEFAULT-VALUE}).")
  private Path folder;

  AgentHome home() {
    return new AgentHome(folder.toAbsolutePath());
  }
}
