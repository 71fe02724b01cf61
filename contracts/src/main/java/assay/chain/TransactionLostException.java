package assay.chain;

import java.time.Duration;

/** A sent transaction was neither mined nor refused in the time that was given to it. */
public final class TransactionLostException extends ChainException {

  public TransactionLostException(String call, String hash, Duration waited) {
    super(
        "transaction-lost",
        "%s was sent as %s but is not final after %d s; ask again to wait on for the same transaction, and compare max-fee-per-gas with the chain's fees."
            .formatted(call, hash, waited.toSeconds()));
  }
}
