package assay.training.federated.round;

import assay.chain.Bytes32;
import assay.registry.wire.StrictJson;
import assay.training.bounty.CorrectCount;

/**
 * What a coordinator measured of the model that came of a round. Nobody has checked it.
 *
 * @param round from 1
 * @param correct of the bounty's public samples
 * @param samples of them
 */
public record RoundMetrics(int round, int correct, int samples) {

  private static final int LONGEST = 1 << 10;
  private static final StrictJson<RoundMetrics> JSON =
      new StrictJson<>(RoundMetrics.class, LONGEST, FederatedRoundRefusedException::new);

  public RoundMetrics {
    SiteUpdate.requireRound(round);
    if (samples < 1 || correct < 0 || correct > samples) {
      throw new IllegalArgumentException(
          "%d of %d samples cannot be right.".formatted(correct, samples));
    }
  }

  /** Those of a model that was counted. */
  public static RoundMetrics of(int round, CorrectCount count) {
    return new RoundMetrics(round, count.correct(), count.samples());
  }

  /**
   * Reads metrics.
   *
   * @throws FederatedRoundRefusedException if they cannot be any
   */
  public static RoundMetrics read(byte[] json) {
    return JSON.read(json);
  }

  /** As they are kept in the content store. */
  public byte[] json() {
    return JSON.write(this);
  }

  /** SHA-256 of the file. */
  public Bytes32 hash() {
    return Bytes32.sha256(json());
  }

  /** Of all samples, 0 to 1. */
  public double accuracy() {
    return (double) correct / samples;
  }
}
