package assay.registry.publish;

import assay.registry.content.Cid;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.Manifest;
import assay.registry.seal.AgeIdentity;

/**
 * A dataset version sealed and stored, ready to be registered. Whoever has the version identity can
 * read it: keep it, and give it away in envelopes only.
 */
public record SealedDataset(Manifest manifest, Cid manifestCid, AgeIdentity versionIdentity) {

  /** What to register. */
  public DatasetVersion version() {
    return manifest.version(manifestCid);
  }
}
