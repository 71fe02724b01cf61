package assay.chain;

/** An account has less ETH than a transaction of its would send and pay for gas at most. */
public final class InsufficientFundsException extends ChainException {

  /**
   * @param call what was wanted, in words that complete "to"
   */
  public InsufficientFundsException(String call, Address account, Wei has, Wei needs) {
    super(
        "insufficient-funds",
        "%s has %s ETH and needs up to %s ETH to %s; send it the rest."
            .formatted(account, has.inEther(), needs.inEther(), call));
  }
}
