package assay.training.federated.privacy;

import assay.training.federated.FederatedRefusedException;

/**
 * A step that takes each sample with probability q, clips what it says to norm C and adds normal
 * noise of deviation σ·C. Its Rényi divergence at an integer order α is ln A(α) / (α - 1) with A(α)
 * = Σ_k C(α, k)·(1 - q)^(α - k)·q^k·exp(k·(k - 1) / 2σ²) (Mironov et al., "Rényi Differential
 * Privacy of the Sampled Gaussian Mechanism", 2019).
 *
 * @param rate q, above 0, at most 1
 * @param noise σ, above 0
 */
public record SampledGaussian(double rate, double noise) {

  public SampledGaussian {
    FederatedRefusedException.require(
        rate > 0 && rate <= 1 && noise > 0 && noise < Double.POSITIVE_INFINITY,
        "A step samples at a rate above 0 and at most 1 and adds noise above 0, not %s and %s."
            .formatted(rate, noise));
  }

  /** Rényi divergence of one step at an order from 2, in nats. */
  double divergence(int order) {
    double[] terms = new double[order + 1];
    double choices = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k <= order; k++) {
      terms[k] = choices + chance(order, k) + k * (k - 1) / (2 * noise * noise);
      most = Math.max(most, terms[k]);
      choices += StrictMath.log(order - k) - StrictMath.log(k + 1);
    }
    double sum = 0;
    for (double term : terms) {
      sum += StrictMath.exp(term - most);
    }
    return (most + StrictMath.log(sum)) / (order - 1);
  }

  /** ln((1 - q)^(α - k)·q^k), where 0 to the power 0 is 1. */
  private double chance(int order, int k) {
    double without = k == order ? 0 : (order - k) * StrictMath.log1p(-rate);
    return without + k * StrictMath.log(rate);
  }
}
