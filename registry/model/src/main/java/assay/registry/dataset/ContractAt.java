package assay.registry.dataset;

import assay.chain.Address;

/**
 * One contract on one chain: what identifiers are derived from and signatures are bound to.
 *
 * @param chainId the chain (EIP-155), above 0
 * @param address the contract
 */
public record ContractAt(long chainId, Address address) {

  public ContractAt {
    if (chainId < 1) {
      throw new IllegalArgumentException("Chain id is " + chainId + "; give a positive number.");
    }
  }
}
