package assay.training.federated.round;

import assay.chain.Address;
import assay.training.pool.PlainLine;

/**
 * A site that was asked in a round and is not part of what came of it.
 *
 * @param why one line, such as that it was late, or what its update lacked
 */
public record LeftOut(Address site, String why) {

  private static final int LONGEST = 300;

  public LeftOut {
    PlainLine.require("The reason why " + site + " was left out", why, LONGEST);
  }
}
