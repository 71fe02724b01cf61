package assay.training.federated;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Generators that depend on a seed and on what they are for, not on who drew before: so a client's
 * chance in a round is the same whichever clients came before it. Stateless.
 */
public final class Seeds {

  /** Odd and without pattern: the golden ratio's bits (Steele et al., "SplitMix", 2014). */
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private Seeds() {}

  /**
   * A generator of its own.
   *
   * @param seed of the whole run
   * @param purpose such as a round and a client; other numbers give another generator
   */
  public static RandomGenerator generator(long seed, long... purpose) {
    long mixed = mix(seed);
    for (long part : purpose) {
      mixed = mix(mixed ^ mix(part + GOLDEN));
    }
    // Random's algorithm is part of Java's specification, so a run is the same everywhere.
    return new Random(mixed);
  }

  private static long mix(long value) {
    long mixed = value + GOLDEN;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** The numbers from 0 in an order by chance. */
  public static int[] shuffled(int count, RandomGenerator random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
