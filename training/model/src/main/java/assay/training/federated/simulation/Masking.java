package assay.training.federated.simulation;

import assay.training.federated.FederatedRefusedException;

/**
 * Whether a federation's server sees its clients' updates, or their sum alone.
 *
 * @param largest size of a number that an update may have under masks; 0 for no masks
 */
public record Masking(float largest) {

  /** Updates travel as they are. */
  public static final Masking NONE = new Masking(0);

  public Masking {
    FederatedRefusedException.require(
        largest >= 0 && largest < Float.POSITIVE_INFINITY,
        "Masked updates have numbers up to a bound above 0 (0: no masks), not %s."
            .formatted(largest));
  }

  boolean isOn() {
    return largest > 0;
  }
}
