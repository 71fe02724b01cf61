package assay.registry.intent;

import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.dataset.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads manifests that are about to be registered. Immutable. */
final class StoredManifests {

  private final ContentStore store;

  StoredManifests(ContentStore store) {
    this.store = store;
  }

  /**
   * The manifest, if it and the payload it names are kept: a version that nobody can fetch must not
   * be registered.
   *
   * @throws NotStoredException if they are not
   * @throws assay.registry.dataset.ManifestRefusedException if it is none
   */
  Manifest read(Cid cid) {
    requireKept(cid);
    try (InputStream json = store.get(cid, Manifest.MAX_BYTES)) {
      Manifest manifest = Manifest.parse(json.readAllBytes());
      requireKept(manifest.payload().cid());
      return manifest;
    } catch (IOException e) {
      throw new UncheckedIOException("The manifest " + cid + " cannot be read.", e);
    }
  }

  private void requireKept(Cid cid) {
    if (!store.isPinned(cid)) {
      throw new NotStoredException(cid);
    }
  }
}
