package assay.chain;

/** Another program sent from the same account: the transaction can never be mined. */
public final class NonceTakenException extends ChainException {

  public NonceTakenException(String purpose, Address account, long nonce) {
    super(
        "nonce-taken",
        "%s cannot be done: another program used number %d of account %s; let only one program send from it, then try again."
            .formatted(purpose, nonce, account));
  }
}
