package assay.training.federated.simulation;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.Seeds;
import java.util.random.RandomGenerator;

/**
 * Clients too slow for all their epochs: they come to 1 up to all but one by chance.
 *
 * @param fraction of a round's clients, 0 to 1
 * @param isPartialWorkKept whether what they came to counts, or they are left out
 */
public record Stragglers(double fraction, boolean isPartialWorkKept) {

  /** Everybody is in time. */
  public static final Stragglers NONE = new Stragglers(0, true);

  public Stragglers {
    FederatedRefusedException.require(
        fraction >= 0 && fraction <= 1,
        "Stragglers are a part from 0 to 1, not %s.".formatted(fraction));
  }

  /** Epochs of each of a round's clients; 0 for who is left out. */
  int[] epochs(int clients, int wanted, RandomGenerator random) {
    int[] epochs = new int[clients];
    int late = (int) Math.round(fraction * clients);
    int[] order = Seeds.shuffled(clients, random);
    for (int i = 0; i < clients; i++) {
      int reached = 1 + random.nextInt(Math.max(1, wanted - 1));
      int counted = isPartialWorkKept ? Math.min(reached, wanted) : 0;
      epochs[order[i]] = i < late ? counted : wanted;
    }
    return epochs;
  }
}
