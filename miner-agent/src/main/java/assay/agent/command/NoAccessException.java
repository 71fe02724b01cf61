package assay.agent.command;

import assay.agent.AgentException;
import assay.registry.dataset.VersionId;

/** Nobody gave this account a key to the data. */
final class NoAccessException extends AgentException {

  private static final String CODE = "no-access";

  NoAccessException(VersionId version) {
    super(
        CODE,
        "This account has no live grant with a key for dataset %s; ask its owner."
            .formatted(version));
  }

  private NoAccessException(String message) {
    super(CODE, message);
  }

  static NoAccessException noLiveGrant() {
    return new NoAccessException(
        "This account has no live grant; ask a dataset's owner for one with 'assay dataset ask'.");
  }

  static NoAccessException nothingToPay(VersionId version) {
    return new NoAccessException(
        "No grant of this account on dataset %s waits to be paid for; 'assay dataset show' lists them."
            .formatted(version));
  }
}
