package assay.chain;

/**
 * Makes calls ready for wallets whose keys are elsewhere. What the contract would refuse, or the
 * account cannot pay, is refused here and costs nothing. Thread-safe.
 */
public final class TransactionPreparer {

  /** The wallet's owner decides what he pays; this caps nothing. */
  private static final Wei NO_CAP = Wei.ofEther("1000000");

  private final ChainClient chain;
  private final boolean isGasRelayed;

  /** For accounts that pay their own gas. */
  public TransactionPreparer(ChainClient chain) {
    this(chain, false);
  }

  /**
   * @param isGasRelayed whether somebody else may bring in what moves no ether, and pay the gas
   */
  public TransactionPreparer(ChainClient chain, boolean isGasRelayed) {
    this.chain = chain;
    this.isGasRelayed = isGasRelayed;
  }

  /**
   * The call as a transaction of that account.
   *
   * @throws RevertedException if the contract would refuse it now
   * @throws InsufficientFundsException if the account cannot pay value and gas; gas alone does not
   *     matter where it is relayed
   */
  public PreparedTransaction prepare(Address from, ContractCall call) {
    Funds funds = new Funds(from, chain.balance(from), call.purpose());
    funds.require(call.value());
    long gas =
        Outbox.withHeadroom(chain.estimateGas(from, call)).add(call.spare()).longValueExact();
    Fee fee = Fee.over(chain.baseFee(), NO_CAP);
    Wei price = new Wei(fee.max());
    Wei maxFee = price.times(gas);
    if (!isGasRelayed || !call.value().equals(Wei.ZERO)) {
      funds.require(call.value().plus(maxFee));
    }
    return new PreparedTransaction(
        chain.settings().chainId(),
        from,
        call.to().orElseThrow(),
        call.data(),
        call.value(),
        gas,
        price,
        new Wei(fee.tip()),
        maxFee);
  }

  /** What an account has for a purpose. */
  private record Funds(Address account, Wei has, String purpose) {

    void require(Wei needed) {
      if (has.compareTo(needed) < 0) {
        throw new InsufficientFundsException(purpose, account, has, needed);
      }
    }
  }
}
