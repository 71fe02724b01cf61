package assay.registry.publish;

import assay.registry.content.Cid;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.Manifest;
import assay.registry.seal.AgeIdentity;
import java.util.Optional;

/**
 * A dataset version sealed and stored, ready to be registered. Whoever has the version identity can
 * read it: keep it, and give it away in envelopes only.
 *
 * @param versionIdentity what opens it; none where the data is public
 */
public record SealedDataset(
    Manifest manifest, Cid manifestCid, Optional<AgeIdentity> versionIdentity) {

  /** What to register. */
  public DatasetVersion version() {
    return manifest.version(manifestCid);
  }
}
