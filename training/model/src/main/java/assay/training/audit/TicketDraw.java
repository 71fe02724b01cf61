package assay.training.audit;

import assay.chain.Bytes32;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Numbered places drawn without putting them back, as the contract library of this name does. */
final class TicketDraw {

  private final Bytes32 seed;
  private final int limit;
  private final Map<Integer, Integer> swapped = new HashMap<>();
  private int left;
  private int rolls;

  TicketDraw(Bytes32 seed, int places, int limit) {
    this.seed = seed;
    this.left = places;
    this.limit = limit;
  }

  boolean hasMore() {
    return left != 0 && rolls < limit;
  }

  int next() {
    BigInteger roll = new BigInteger(1, new Words().add(seed).add(rolls).hash().bytes());
    int picked = roll.mod(BigInteger.valueOf(left)).intValueExact();
    int place = swapped.getOrDefault(picked, picked);
    left--;
    swapped.put(picked, swapped.getOrDefault(left, left));
    rolls++;
    return place;
  }
}
