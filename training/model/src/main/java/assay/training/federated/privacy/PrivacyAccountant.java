package assay.training.federated.privacy;

import assay.training.federated.FederatedRefusedException;

/**
 * What steps of a sampled Gaussian spend together: an (ε, δ) from their Rényi divergences, which
 * add up, at the best of the integer orders 2 to 255. Immutable.
 *
 * @param step one of the steps
 * @param steps how many, from 0
 */
public record PrivacyAccountant(SampledGaussian step, long steps) {

  private static final int HIGHEST_ORDER = 255;

  public PrivacyAccountant {
    FederatedRefusedException.require(
        steps >= 0, "There are 0 or more steps, not %d.".formatted(steps));
  }

  /** From Rényi divergence at one order to ε. */
  public enum Conversion {
    /** ε = R + ln(1/δ) / (α - 1) (Mironov, "Rényi Differential Privacy", 2017). */
    CLASSIC {
      @Override
      double epsilon(double divergence, int order, double delta) {
        return divergence - StrictMath.log(delta) / (order - 1);
      }
    },
    /**
     * ε = R + ln((α - 1)/α) - (ln δ + ln α) / (α - 1) (Balle et al., "Hypothesis Testing
     * Interpretations and Rényi Differential Privacy", 2020).
     */
    IMPROVED {
      @Override
      double epsilon(double divergence, int order, double delta) {
        return divergence
            + StrictMath.log1p(-1.0 / order)
            - (StrictMath.log(delta) + StrictMath.log(order)) / (order - 1);
      }
    };

    abstract double epsilon(double divergence, int order, double delta);
  }

  /**
   * The smallest ε that can be shown, from 0.
   *
   * @param delta δ, between 0 and 1
   */
  public double epsilon(double delta, Conversion conversion) {
    FederatedRefusedException.require(
        delta > 0 && delta < 1, "Delta lies between 0 and 1, not at %s.".formatted(delta));
    double least = Double.POSITIVE_INFINITY;
    for (int order = 2; order <= HIGHEST_ORDER; order++) {
      double epsilon = conversion.epsilon(steps * step.divergence(order), order, delta);
      least = Math.min(least, epsilon);
    }
    return steps == 0 ? 0 : Math.max(0, least);
  }
}
