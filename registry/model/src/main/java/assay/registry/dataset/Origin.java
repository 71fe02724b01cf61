package assay.registry.dataset;

import assay.chain.Address;

/**
 * Who registers a dataset first, and as his how-manieth: content is not unique on chain, so the
 * manifest names its origin and readers refuse it under any other.
 *
 * @param firstOwner the account that registers
 * @param nonce that account's next number in the registry, from 0
 */
public record Origin(Address firstOwner, long nonce) {

  public Origin {
    if (nonce < 0) {
      throw new IllegalArgumentException("The nonce " + nonce + " is negative; count from 0.");
    }
  }
}
