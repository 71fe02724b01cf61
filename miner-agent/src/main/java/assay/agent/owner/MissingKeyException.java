package assay.agent.owner;

import assay.agent.AgentException;
import assay.agent.home.AgentHome;
import assay.registry.dataset.VersionId;

/** The key of a dataset version is not where its owner keeps his keys. */
public final class MissingKeyException extends AgentException {

  public MissingKeyException(VersionId version, AgentHome home) {
    super(
        "missing-key",
        "The key of dataset %s is not in %s; restore it from its backup."
            .formatted(version, home.folder()));
  }
}
