package assay.training.run;

import assay.training.TrainingException;

/** An engine broke down while training; its last checkpoint is where to go on from. */
public final class EngineFailedException extends TrainingException {

  public EngineFailedException(int epoch, Throwable cause) {
    super(
        "engine-failed",
        "The engine failed in epoch " + epoch + " (" + cause + "); go on from the last checkpoint.",
        cause);
  }
}
