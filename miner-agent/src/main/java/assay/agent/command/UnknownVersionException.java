package assay.agent.command;

import assay.agent.AgentException;
import assay.registry.dataset.VersionId;

/** A dataset has no version of that number. */
final class UnknownVersionException extends AgentException {

  UnknownVersionException(VersionId version) {
    super(
        "unknown-version",
        "There is no %s, or it is not final yet; 'assay dataset list' says how many there are."
            .formatted(version));
  }
}
