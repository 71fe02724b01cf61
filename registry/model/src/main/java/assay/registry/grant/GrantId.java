package assay.registry.grant;

import assay.chain.Bytes32;

/**
 * Names a grant for ever: the EIP-712 hash of its terms.
 *
 * @param value the id in the grants contract
 */
public record GrantId(Bytes32 value) {

  @Override
  public String toString() {
    return value.hex();
  }
}
