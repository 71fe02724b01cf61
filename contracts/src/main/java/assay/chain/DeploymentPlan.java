package assay.chain;

import java.math.BigInteger;
import java.util.List;

/**
 * What a deployment would do: every creation with its foreseen address, and what they cost. Holds
 * only while the deployer sends nothing else.
 *
 * @param deployer the account that would send them
 * @param creations in their order
 * @param gasPrice what the node asks for one unit of gas now
 * @param highestPrice the most that would be offered for it
 */
public record DeploymentPlan(
    Address deployer, List<Creation> creations, Wei gasPrice, Wei highestPrice) {

  /**
   * One contract to be created.
   *
   * @param contract which
   * @param address where it would be
   * @param arguments its constructor's, by name
   * @param bytes size of its code on chain
   * @param gas what its creation would use
   * @param call the creation itself
   */
  public record Creation(
      ContractName contract,
      Address address,
      List<Argument> arguments,
      int bytes,
      BigInteger gas,
      ContractCall call) {

    public Creation {
      arguments = List.copyOf(arguments);
    }
  }

  /** A constructor's argument; amounts and times in their smallest unit. */
  public record Argument(String name, String value) {}

  public DeploymentPlan {
    creations = List.copyOf(creations);
  }

  public BigInteger gas() {
    return creations.stream().map(Creation::gas).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The cost at the price of now. */
  public Wei cost() {
    return new Wei(gas().multiply(gasPrice.value()));
  }

  /** The cost at the highest price that is offered, with the head room every transaction gets. */
  public Wei highestCost() {
    return new Wei(Outbox.withHeadroom(gas()).multiply(highestPrice.value()));
  }
}
