package assay.training.federated.site;

import assay.training.federated.FederatedRefusedException;

/**
 * The one way out of a site: lets through vectors of the model's length with finite numbers, and
 * shortens those that are longer than a bound, so that one round never tells more than so long a
 * step (the clipping of McMahan et al., "Learning Differentially Private Recurrent Language
 * Models", 2018, without its noise).
 *
 * @param parameters of the model
 * @param largestNorm the longest update (Euclidean), above 0
 */
public record OutputGate(long parameters, double largestNorm) {

  public OutputGate {
    FederatedRefusedException.require(
        largestNorm > 0 && Double.isFinite(largestNorm),
        "The longest update is %s; give a number above 0.".formatted(largestNorm));
  }

  /**
   * The update as it may leave, the same array if nothing had to be changed.
   *
   * @throws FederatedRefusedException if it may not leave at all
   */
  public float[] pass(float[] update) {
    FederatedRefusedException.require(
        update.length == parameters,
        "The update has %d numbers, the model %d; nothing leaves."
            .formatted(update.length, parameters));
    double norm = norm(update);
    FederatedRefusedException.require(
        Double.isFinite(norm), "The update holds numbers that are not finite; nothing leaves.");
    return norm > largestNorm ? scaled(update, largestNorm / norm) : update;
  }

  /** Whether the update is longer than the bound. */
  public boolean isTooLong(float[] update) {
    return norm(update) > largestNorm;
  }

  private static double norm(float[] update) {
    double squares = 0;
    for (float each : update) {
      squares += (double) each * each;
    }
    return Math.sqrt(squares);
  }

  private static float[] scaled(float[] update, double factor) {
    float[] scaled = new float[update.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (update[i] * factor);
    }
    return scaled;
  }
}
