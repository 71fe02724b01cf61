package assay.chain;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Manifests of deployments that are on no chain, signed by {@link #DEPLOYER}. */
public final class TestManifests {

  public static final Account DEPLOYER = TestAccounts.number(900);
  public static final TrustedDeployers TRUSTED = new TrustedDeployers(Set.of(DEPLOYER.address()));

  private TestManifests() {}

  /** A manifest for that chain. */
  public static DeploymentManifest of(long chainId) {
    return DeploymentManifest.sign(statement(chainId), DEPLOYER);
  }

  /** What {@link #of} signs. */
  public static DeploymentStatement statement(long chainId) {
    Map<ContractName, DeployedContract> contracts = new EnumMap<>(ContractName.class);
    for (ContractName name : ContractName.values()) {
      contracts.put(
          name,
          new DeployedContract(
              new Address("0x%040x".formatted(contracts.size() + 1)),
              Bytes32.keccak256("code of " + name),
              Bytes32.keccak256("creation of " + name)));
    }
    return new DeploymentStatement(
        new DeploymentStatement.Place(chainId, Bytes32.keccak256("genesis"), 0),
        DEPLOYER.address(),
        DeploymentSettings.local(),
        contracts);
  }
}
