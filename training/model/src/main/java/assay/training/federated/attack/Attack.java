package assay.training.federated.attack;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.data.Samples;
import java.util.random.RandomGenerator;

/**
 * What dishonest clients do.
 *
 * @param kind what
 * @param strength how much, above 0, where the kind says of what
 */
public record Attack(Kind kind, double strength) {

  /** Nobody attacks. */
  public static final Attack NONE = new Attack(Kind.NONE, 1);

  /** Ways to attack. */
  public enum Kind {
    /** Honest. */
    NONE,
    /** Sends minus strength times its update. */
    SIGN_FLIP,
    /** Adds normal numbers, strength times as large as its update's on average. */
    NOISE,
    /** Trains on labels y turned into classes - 1 - y. */
    LABEL_FLIP,
    /** Sends strength times its update. */
    SCALING,
    /** Sends its first update in every round. */
    STALE,
    /** Sends what is not a number. */
    NOT_A_NUMBER
  }

  public Attack {
    FederatedRefusedException.require(
        strength > 0 && strength < Double.POSITIVE_INFINITY,
        "An attack's strength is above 0, not %s.".formatted(strength));
  }

  /** What an attacker trains on. */
  public Samples poison(Samples samples) {
    return kind == Kind.LABEL_FLIP
        ? samples.relabelled(place -> samples.classes() - 1 - samples.label(place))
        : samples;
  }

  /**
   * What an attacker sends, a new array or one of those given.
   *
   * @param delta what its training gave
   * @param first what its training gave in its first round
   */
  public float[] deform(float[] delta, float[] first, RandomGenerator random) {
    return switch (kind) {
      case NONE, LABEL_FLIP -> delta;
      case SIGN_FLIP -> times(delta, -strength);
      case SCALING -> times(delta, strength);
      case NOISE -> noisy(delta, random);
      case STALE -> first;
      case NOT_A_NUMBER -> times(delta, Double.NaN);
    };
  }

  private static float[] times(float[] delta, double factor) {
    float[] sent = new float[delta.length];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (float) (factor * delta[i]);
    }
    return sent;
  }

  private float[] noisy(float[] delta, RandomGenerator random) {
    double squares = 0;
    for (float value : delta) {
      squares += (double) value * value;
    }
    double size = strength * Math.sqrt(squares / delta.length);
    float[] sent = new float[delta.length];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (float) (delta[i] + size * random.nextGaussian());
    }
    return sent;
  }
}
