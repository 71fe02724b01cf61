package assay.training.pool;

import assay.chain.Address;
import java.math.BigInteger;

/**
 * What one member did in a job.
 *
 * @param samples he trained on, each as often as he saw it; from 0 to 10^15
 * @param weight what each of them counts, from 0 to 10^6: 1 where all members' samples count alike
 */
public record Work(Address member, long samples, int weight) {

  private static final long MOST_SAMPLES = 1_000_000_000_000_000L;
  private static final int HIGHEST_WEIGHT = 1_000_000;

  public Work {
    if (samples < 0 || samples > MOST_SAMPLES || weight < 0 || weight > HIGHEST_WEIGHT) {
      throw new IllegalArgumentException(
          "%s did %d samples of weight %d; at most %d and %d count, and neither is below 0."
              .formatted(member, samples, weight, MOST_SAMPLES, HIGHEST_WEIGHT));
    }
    if (member.isZero()) {
      throw new IllegalArgumentException("The zero address did no work; name the member.");
    }
  }

  /** Samples times weight. */
  public BigInteger done() {
    return BigInteger.valueOf(samples).multiply(BigInteger.valueOf(weight));
  }
}
