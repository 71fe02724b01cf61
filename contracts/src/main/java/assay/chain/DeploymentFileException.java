package assay.chain;

import java.io.IOException;
import java.nio.file.Path;

/** The deployment manifest is missing, unwritable or not one of ours. */
public final class DeploymentFileException extends ChainException {

  private DeploymentFileException(Path file, String problem, Throwable cause) {
    super("deployment-file", "Deployment manifest %s %s".formatted(file, problem), cause);
  }

  static DeploymentFileException missing(Path file, IOException cause) {
    return new DeploymentFileException(
        file, "does not exist; take it from whoever deployed the contracts.", cause);
  }

  static DeploymentFileException unusable(Path file, Exception cause) {
    return new DeploymentFileException(
        file,
        "cannot be used: %s. Take it from whoever deployed the contracts."
            .formatted(cause.getMessage()),
        cause);
  }

  static DeploymentFileException unwritable(Path file, IOException cause) {
    return new DeploymentFileException(
        file, "cannot be written (%s); check disk and rights.".formatted(cause), cause);
  }

  /** There is a signed manifest, but no file for it. */
  public static DeploymentFileException onlyPrinted(Path file, Exception cause) {
    return new DeploymentFileException(
        file,
        "cannot be written (%s). It stands on standard output: keep that, for without it the contracts are lost."
            .formatted(cause.getMessage()),
        cause);
  }
}
