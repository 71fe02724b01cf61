package assay.chain;

import java.nio.file.Path;

/** A file of deployment settings is missing, names an unknown setting or a value that cannot be. */
public final class DeploymentSettingsException extends ChainException {

  public DeploymentSettingsException(Path file, String problem) {
    super("deployment-settings", message(file, problem));
  }

  public DeploymentSettingsException(Path file, String problem, Throwable cause) {
    super("deployment-settings", message(file, problem), cause);
  }

  private static String message(Path file, String problem) {
    return "The settings file %s %s.".formatted(file, problem);
  }
}
