package assay.training.pool;

import assay.chain.Address;
import assay.training.bounty.BountyId;

/**
 * One joint round of one pool's job.
 *
 * @param pool the operator's account
 * @param round epochs done before it, from 1 to 10^6: the first epoch is the operator's alone
 */
public record Turn(Address pool, BountyId bounty, int round) {

  private static final int LAST = 1_000_000;

  public Turn {
    if (round < 1 || round > LAST) {
      throw new IllegalArgumentException(
          "There is no joint round %d; they are counted from 1 to %d.".formatted(round, LAST));
    }
  }
}
