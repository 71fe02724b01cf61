package assay.agent.command;

import assay.agent.AgentException;
import assay.registry.dataset.VersionId;

/** Nobody gave this account a key to the data. */
final class NoAccessException extends AgentException {

  NoAccessException(VersionId version) {
    super(
        "no-access",
        "This account has no live grant with a key for dataset %s; ask its owner."
            .formatted(version));
  }

  NoAccessException() {
    super("no-access", "This account has no live grant; ask a dataset's owner for one.");
  }
}
