package assay.chain;

/**
 * One contract of a deployment, as its deployer found it on chain.
 *
 * @param address where it lives
 * @param code keccak-256 of its runtime code as the chain returns it, with the immutables filled in
 * @param creation keccak-256 of what its source compiles to, before the constructor's arguments
 */
public record DeployedContract(Address address, Bytes32 code, Bytes32 creation) {}
