package assay.training.bounty;

import assay.training.TrainingException;

/** A bounty's specification is not in the form that is read. */
public final class BountySpecRefusedException extends TrainingException {

  public BountySpecRefusedException(String message, Throwable cause) {
    super("bounty-spec-refused", message, cause);
  }
}
