package assay.registry.publish;

import assay.registry.dataset.DatasetCard;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.ManifestRefusedException;
import assay.registry.dataset.Origin;
import assay.registry.dataset.Payload;
import assay.registry.dataset.PublicSample;
import assay.registry.dataset.SharingLevel;
import assay.registry.wire.StrictJson;
import java.util.List;

/**
 * A manifest but for its origin, which is known only when somebody registers it.
 *
 * @param manifest version of the format, 1
 */
public record UnregisteredManifest(
    int manifest,
    DatasetCard card,
    SharingLevel level,
    Payload payload,
    List<PublicSample> publicSamples) {

  private static final StrictJson<UnregisteredManifest> JSON =
      new StrictJson<>(
          UnregisteredManifest.class, Manifest.MAX_BYTES, ManifestRefusedException::new);

  public UnregisteredManifest {
    publicSamples = List.copyOf(publicSamples);
  }

  /**
   * Reads one.
   *
   * @throws ManifestRefusedException with the field and the reason
   */
  static UnregisteredManifest parse(byte[] json) {
    return JSON.read(json);
  }

  byte[] toJson() {
    return JSON.write(this);
  }

  /** The manifest, for whoever registers it. */
  public Manifest registeredBy(Origin origin) {
    return new Manifest(manifest, card, level, origin, payload, publicSamples);
  }
}
