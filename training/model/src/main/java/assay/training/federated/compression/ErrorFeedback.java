package assay.training.federated.compression;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A client's memory of what its compression left out, added to what it sends next (Seide et al.,
 * "1-Bit Stochastic Gradient Descent", 2014; Stich et al., "Sparsified SGD with Memory", 2018).
 * Holds 4·d bytes where the compression is biased. Not thread-safe.
 */
public final class ErrorFeedback {

  private final Compression compression;
  private float[] left = new float[0];

  public ErrorFeedback(Compression compression) {
    this.compression = compression;
  }

  /** The bytes of an update and of what was left of those before. */
  public byte[] encode(float[] delta, RandomGenerator random) {
    if (!compression.isBiased()) {
      return compression.encode(delta, random);
    }
    float[] wanted = Arrays.copyOf(left, delta.length);
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] += delta[i];
    }
    byte[] encoded = compression.encode(wanted, random);
    float[] sent = compression.decode(encoded, delta.length);
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] -= sent[i];
    }
    left = wanted;
    return encoded;
  }
}
