package assay.chain;

/** Gas costs more than this account may pay; nothing was sent. */
public final class FeeCapException extends ChainException {

  public FeeCapException(String purpose, Wei baseFee, Wei cap) {
    super(
        "fee-cap",
        "%s is not sent: the base fee is %s wei, the cap is %s wei; raise max-fee-per-gas in the agent's settings or wait until gas is cheaper."
            .formatted(purpose, baseFee, cap));
  }
}
