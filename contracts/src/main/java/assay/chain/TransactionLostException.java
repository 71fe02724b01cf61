package assay.chain;

import java.time.Duration;

/** A sent transaction was neither mined nor refused in the time that was given to it. */
public final class TransactionLostException extends ChainException {

  public TransactionLostException(String call, String hash, Duration waited) {
    super(
        "transaction-lost",
        "%s was sent as %s but is not final after %d s; look the transaction up before sending it again."
            .formatted(call, hash, waited.toSeconds()));
  }
}
