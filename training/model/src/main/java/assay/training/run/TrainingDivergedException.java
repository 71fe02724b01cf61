package assay.training.run;

import assay.training.TrainingException;

/** Loss or weights left the finite numbers; a smaller learning rate is the usual remedy. */
public final class TrainingDivergedException extends TrainingException {

  public TrainingDivergedException(int epoch, Throwable cause) {
    super(
        "training-diverged",
        "Training diverged in epoch " + epoch + "; lower the learning rate or scale the inputs.",
        cause);
  }
}
