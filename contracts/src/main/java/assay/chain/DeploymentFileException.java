package assay.chain;

import java.nio.file.Path;

/** The deployment manifest is missing, unwritable or not one of ours. */
public final class DeploymentFileException extends ChainException {

  public DeploymentFileException(Path file, Throwable cause) {
    super(
        "deployment-file",
        "Deployment manifest %s cannot be used: %s. Take it from whoever deployed the contracts."
            .formatted(file, cause.getMessage()),
        cause);
  }
}
