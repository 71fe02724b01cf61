package assay.registry.publish;

import assay.registry.dataset.ContractAt;
import assay.registry.dataset.ManifestRefusedException;
import assay.registry.dataset.Origin;
import assay.registry.wire.StrictJson;

/**
 * What somebody began to register sealed data as. Written down first, so that whoever is
 * interrupted goes on with the same dataset and makes no second one.
 *
 * @param registry where
 * @param origin by whom, and as his how-manieth
 */
public record Registration(ContractAt registry, Origin origin) {

  private static final int MAX_BYTES = 1000;

  private static final StrictJson<Registration> JSON =
      new StrictJson<>(Registration.class, MAX_BYTES, ManifestRefusedException::new);

  /**
   * Reads one.
   *
   * @throws ManifestRefusedException with the field and the reason
   */
  static Registration parse(byte[] json) {
    return JSON.read(json);
  }

  byte[] toJson() {
    return JSON.write(this);
  }

  /** Whether the same account began it in the same registry. */
  boolean isLike(Registration other) {
    return registry.equals(other.registry) && origin.firstOwner().equals(other.origin.firstOwner());
  }
}
