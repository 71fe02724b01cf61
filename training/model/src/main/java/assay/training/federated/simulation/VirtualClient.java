package assay.training.federated.simulation;

import assay.training.federated.attack.Attack;
import assay.training.federated.compression.Compression;
import assay.training.federated.compression.ErrorFeedback;
import assay.training.federated.data.Samples;
import java.util.random.RandomGenerator;

/**
 * A client that lives in the server's process: its samples, and what it remembers between rounds.
 */
final class VirtualClient {

  private final Samples samples;
  private final Attack attack;
  private final ErrorFeedback feedback;
  private float[] first = new float[0];

  VirtualClient(Samples samples, Attack attack, Compression compression) {
    this.samples = attack.poison(samples);
    this.attack = attack;
    this.feedback = new ErrorFeedback(compression);
  }

  Samples samples() {
    return samples;
  }

  /** What it sends where its training gave this. */
  byte[] send(float[] delta, RandomGenerator random) {
    if (attack.kind() == Attack.Kind.STALE && first.length == 0) {
      first = delta;
    }
    return feedback.encode(attack.deform(delta, first, random), random);
  }
}
