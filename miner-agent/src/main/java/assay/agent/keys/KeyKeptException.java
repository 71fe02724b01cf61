package assay.agent.keys;

import assay.agent.AgentException;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;

/** A version is shared at a level at which no grantee gets its key. */
public final class KeyKeptException extends AgentException {

  public KeyKeptException(VersionId version, SharingLevel level) {
    super(
        "key-kept",
        ("Dataset %s is shared at level %s, at which its key goes to no miner; this agent works"
                + " with levels up to L2, so leave this dataset or ask its owner for a lower level.")
            .formatted(version.dataset(), level));
  }
}
