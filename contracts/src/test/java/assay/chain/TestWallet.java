package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.web3j.crypto.RawTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Signs prepared transactions with a key of its own, as a user's wallet does. */
public final class TestWallet {

  private static final int MOST_LOOKS = 500;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final ChainClient chain;
  private final Account account;

  /**
   * @param chain mines each transaction at once
   */
  public TestWallet(ChainClient chain, Account account) {
    this.chain = chain;
    this.account = account;
  }

  public Address address() {
    return account.address();
  }

  /** Sends the transaction as it was prepared; fails unless it is mined and does what it should. */
  public void send(PreparedTransaction prepared) {
    assertThat(prepared.from()).isEqualTo(address());
    Attempt signed = Attempt.sign(account, raw(prepared));
    assertThat(chain.broadcast("a prepared transaction", signed.raw()))
        .isEqualTo(Broadcast.ACCEPTED);
    assertThat(receipt(signed).isStatusOK()).isTrue();
  }

  private TransactionReceipt receipt(Attempt sent) {
    for (int look = 0; look < MOST_LOOKS; look++) {
      Optional<TransactionReceipt> receipt = chain.receipt(sent.hash());
      if (receipt.isPresent()) {
        return receipt.get();
      }
      chain.time().pause(BETWEEN_LOOKS, "a receipt");
    }
    throw new AssertionError("Transaction " + sent.hash() + " is not mined.");
  }

  private RawTransaction raw(PreparedTransaction prepared) {
    return RawTransaction.createTransaction(
        prepared.chainId(),
        BigInteger.valueOf(chain.nonce(address())),
        BigInteger.valueOf(prepared.gas()),
        prepared.to().hex(),
        prepared.value().value(),
        prepared.data(),
        prepared.maxPriorityFeePerGas().value(),
        prepared.maxFeePerGas().value());
  }
}
