package assay.training.federated.contribution;

import assay.training.federated.FederatedRefusedException;
import java.util.function.IntToDoubleFunction;

/**
 * Exact Shapley values: what each player adds to a coalition, on the mean over all orders in which
 * they may join (Shapley, "A Value for n-Person Games", 1953). They sum up to what all are worth
 * less what none are. Stateless.
 */
public final class Shapley {

  /** 2^n coalitions are worked out; more players take an approximation. */
  public static final int MOST_PLAYERS = 16;

  private Shapley() {}

  /**
   * Each player's value.
   *
   * @param players from 1 to {@link #MOST_PLAYERS}
   * @param worth of a coalition, whose members are the bits that are set; asked once for each
   */
  public static double[] values(int players, IntToDoubleFunction worth) {
    FederatedRefusedException.require(
        players >= 1 && players <= MOST_PLAYERS,
        "Exact values are worked out for 1 to %d players, not %d."
            .formatted(MOST_PLAYERS, players));
    double[] worths = new double[1 << players];
    for (int coalition = 0; coalition < worths.length; coalition++) {
      worths[coalition] = worth.applyAsDouble(coalition);
    }
    double[] values = new double[players];
    for (int player = 0; player < players; player++) {
      for (int others = 0; others < worths.length; others++) {
        if ((others >> player & 1) == 0) {
          double added = worths[others | 1 << player] - worths[others];
          values[player] += added / (players * choices(players - 1, Integer.bitCount(others)));
        }
      }
    }
    return values;
  }

  private static double choices(int all, int chosen) {
    double choices = 1;
    for (int i = 0; i < chosen; i++) {
      choices = choices * (all - i) / (i + 1);
    }
    return choices;
  }
}
