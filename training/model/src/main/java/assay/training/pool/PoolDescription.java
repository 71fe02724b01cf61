package assay.training.pool;

import assay.chain.Address;
import assay.registry.dataset.ContractAt;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What an operator says of his pool. The pool is his account; the newest description counts, and
 * what it says binds nobody: the chain's entry of each member says which fee he pays.
 *
 * @param name at most 60 characters
 * @param contact how to reach him, at most 200 characters
 * @param trains which work the pool takes, at most 500 characters
 * @param signedAt to the second
 */
public record PoolDescription(
    ContractAt registry,
    Address operator,
    String name,
    PoolFee fee,
    String contact,
    String trains,
    Instant signedAt)
    implements PoolStatement {

  /** More is not announced here, though the contract would take it: half of what is earned. */
  public static final PoolFee HIGHEST_FEE = new PoolFee(5_000);

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_CONTACT = 200;
  private static final int LONGEST_WORK = 500;

  public PoolDescription {
    PlainLine.require("The pool's name", name, LONGEST_NAME);
    PlainLine.requireOptional("The contact", contact, LONGEST_CONTACT);
    PlainLine.requireOptional("What the pool trains", trains, LONGEST_WORK);
    Seconds.require("The time of signing", signedAt);
    if (fee.isAbove(HIGHEST_FEE)) {
      throw new IllegalArgumentException(
          "A pool's fee of %s is above the limit of %s; announce less."
              .formatted(fee, HIGHEST_FEE));
    }
  }

  @Override
  public Address signer() {
    return operator;
  }

  @Override
  public String primaryType() {
    return "Pool";
  }

  @Override
  public void describe(ObjectNode message) {
    message
        .put("operator", operator.hex())
        .put("name", name)
        .put("feeBps", fee.basisPoints())
        .put("contact", contact)
        .put("trains", trains)
        .put("signedAt", signedAt.getEpochSecond());
  }
}
