package assay.chain;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a deployer says about the contracts he put on a chain; {@link DeploymentManifest} is its
 * signed form.
 *
 * @param at the chain and the block it is about
 * @param deployer the account that created the contracts and signs
 * @param settings what the deployment fixes for ever
 * @param contracts every contract of the protocol
 */
public record DeploymentStatement(
    Place at,
    Address deployer,
    DeploymentSettings settings,
    Map<ContractName, DeployedContract> contracts) {

  /**
   * Where on which chain.
   *
   * @param chainId the chain (EIP-155)
   * @param genesis hash of its block 0: two private chains may share an id
   * @param block the block before the first contract
   */
  public record Place(long chainId, Bytes32 genesis, long block) {}

  public DeploymentStatement {
    contracts = Map.copyOf(contracts);
    for (ContractName contract : ContractName.values()) {
      if (!contracts.containsKey(contract)) {
        throw new IllegalArgumentException(
            "the manifest says nothing about " + contract.solidityName());
      }
    }
  }

  /** What it says about one contract. */
  public DeployedContract contract(ContractName name) {
    DeployedContract contract = contracts.get(name);
    if (contract == null) {
      throw new IllegalStateException("A complete deployment lost " + name + ".");
    }
    return contract;
  }

  /** The addresses alone, for those who call the contracts. */
  public Deployment deployment() {
    Map<ContractName, Address> addresses = new EnumMap<>(ContractName.class);
    contracts.forEach((name, contract) -> addresses.put(name, contract.address()));
    return new Deployment(at.chainId(), at.block(), addresses);
  }
}
