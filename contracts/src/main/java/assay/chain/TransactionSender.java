package assay.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * Signs, sends and waits: one account's way onto the chain. A call that the contract would refuse
 * is refused before it is sent and costs nothing. Sends of one sender are strictly one after
 * another, so nonces never collide within a process; two processes must not share an account.
 */
public final class TransactionSender {

  /** State may move between estimate and inclusion: 30 % head room, unused gas is not paid. */
  private static final BigInteger HEADROOM_PERCENT = BigInteger.valueOf(130);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final BigInteger TIP = BigInteger.valueOf(1_000_000_000L);

  private final ChainClient chain;
  private final Account account;

  public TransactionSender(ChainClient chain, Account account) {
    this.chain = chain;
    this.account = account;
  }

  public Address address() {
    return account.address();
  }

  public Account account() {
    return account;
  }

  /**
   * Sends the call and waits until it is final.
   *
   * @throws RevertedException if the contract refuses it, before or after it was mined
   * @throws TransactionLostException if it is not final within the settings' patience
   */
  public Receipt send(ContractCall call) {
    Bytes32 transaction = broadcast(call);
    return waitUntilFinal(call, transaction);
  }

  /**
   * Sends calls that do not depend on each other's effects, one right after another, and waits
   * until all are final.
   */
  public List<Receipt> sendAll(List<ContractCall> calls) {
    List<Bytes32> sent = calls.stream().map(this::broadcast).toList();
    return IntStream.range(0, calls.size())
        .mapToObj(i -> waitUntilFinal(calls.get(i), sent.get(i)))
        .toList();
  }

  private synchronized Bytes32 broadcast(ContractCall call) {
    BigInteger gas = withHeadroom(chain.estimateGas(address(), call));
    BigInteger cap = chain.settings().maxFeePerGas().value();
    BigInteger fee = highestPrice().value();
    RawTransaction transaction =
        RawTransaction.createTransaction(
            chain.settings().chainId(),
            chain.pendingNonce(address()),
            gas,
            call.toHex(),
            call.value().value(),
            call.data(),
            TIP.min(cap),
            fee);
    byte[] signed = TransactionEncoder.signMessage(transaction, account.credentials());
    return chain.broadcast(call.purpose(), Numeric.toHexString(signed));
  }

  static BigInteger withHeadroom(BigInteger gas) {
    return gas.multiply(HEADROOM_PERCENT).divide(HUNDRED);
  }

  /** The most that is offered for one unit of gas now. */
  Wei highestPrice() {
    BigInteger wanted = chain.baseFee().value().shiftLeft(1).add(TIP);
    return new Wei(wanted.min(chain.settings().maxFeePerGas().value()));
  }

  private Receipt waitUntilFinal(ContractCall call, Bytes32 transaction) {
    Duration patience = chain.settings().patience();
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<TransactionReceipt> receipt = chain.receipt(transaction).filter(this::isFinal);
      if (receipt.isPresent()) {
        return accepted(call, transaction, receipt.get());
      }
      pause();
    }
    throw new TransactionLostException(call.purpose(), transaction.hex(), patience);
  }

  private boolean isFinal(TransactionReceipt receipt) {
    long depth = chain.head().number() - receipt.getBlockNumber().longValueExact();
    return depth >= chain.settings().finality();
  }

  /** A mined revert is replayed as an estimate, which tells the reason. */
  private Receipt accepted(ContractCall call, Bytes32 transaction, TransactionReceipt receipt) {
    if (!receipt.isStatusOK()) {
      chain.estimateGas(address(), call);
      throw new NodeRefusedException(call.purpose(), "transaction " + transaction + " reverted");
    }
    return new Receipt(
        transaction,
        receipt.getBlockNumber().longValueExact(),
        receipt.getGasUsed().longValueExact(),
        receipt.getLogs());
  }

  private void pause() {
    try {
      Thread.sleep(chain.settings().pollEvery().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedWaitException("a transaction", e);
    }
  }
}
