package assay.chain;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.web3j.crypto.RawTransaction;

/**
 * Where an account's calls become signed transactions: each gets the next number, is written down,
 * and only then given to the node. A call that is on its way already is not signed again.
 * Thread-safe; one after another.
 */
final class Outbox {

  /** State may move between estimate and inclusion: 30 % head room, unused gas is not paid. */
  private static final BigInteger HEADROOM_PERCENT = BigInteger.valueOf(130);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private final ChainClient chain;
  private final Account account;
  private final NonceKeeper nonces;
  private final Map<Long, Integer> waiting = new HashMap<>();

  Outbox(ChainClient chain, Account account, NonceKeeper nonces) {
    this.chain = chain;
    this.account = account;
    this.nonces = nonces;
  }

  /**
   * Puts the call on its way unless it is on it. The caller waits for it and says so with {@link
   * #leave} when he stops.
   *
   * @param key names what is to be done once; empty for none
   * @return the transaction's number
   */
  synchronized long post(String key, ContractCall call) {
    OptionalLong earlier = key.isEmpty() ? abandoned(call) : done(key, call);
    long nonce = earlier.isPresent() ? earlier.getAsLong() : send(key, call);
    waiting.merge(nonce, 1, Integer::sum);
    return nonce;
  }

  synchronized void leave(long nonce) {
    waiting.computeIfPresent(nonce, (same, count) -> count == 1 ? null : count - 1);
  }

  /** Open transactions for which nobody waits, such as those of a process that was killed. */
  synchronized List<OpenTransaction> abandoned() {
    return nonces.open().stream()
        .filter(transaction -> !waiting.containsKey(transaction.nonce()))
        .toList();
  }

  /** Whoever asks for it again means that one: its effect cannot be seen yet. */
  private OptionalLong abandoned(ContractCall call) {
    Bytes32 wanted = Attempt.call(call);
    return abandoned().stream()
        .filter(transaction -> transaction.key().isEmpty() && transaction.call().equals(wanted))
        .mapToLong(OpenTransaction::nonce)
        .findFirst();
  }

  /** Open ones first: what becomes final between the two looks is found by the second. */
  private OptionalLong done(String key, ContractCall call) {
    for (OpenTransaction transaction : nonces.open()) {
      if (transaction.key().equals(key)) {
        requireSame(key, call, transaction.call());
        return OptionalLong.of(transaction.nonce());
      }
    }
    Optional<NonceKeeper.Settled> settled = nonces.settled(key);
    if (settled.isEmpty()) {
      return OptionalLong.empty();
    }
    requireSame(key, call, settled.get().call());
    long nonce = settled.get().end().nonce();
    if (isUndone(nonce)) {
      nonces.record(new TransactionRecord.Reopened(nonce));
    }
    return OptionalLong.of(nonce);
  }

  private static void requireSame(String key, ContractCall call, Bytes32 earlier) {
    if (!Attempt.call(call).equals(earlier)) {
      throw new KeyReusedException(key, call.purpose());
    }
  }

  private long send(String key, ContractCall call) {
    BigInteger gas = withHeadroom(chain.estimateGas(account.address(), call)).add(call.spare());
    Fee fee = offer(call);
    long nonce = nextNonce();
    Attempt attempt =
        Attempt.sign(
            account,
            RawTransaction.createTransaction(
                chain.settings().chainId(),
                BigInteger.valueOf(nonce),
                gas,
                call.toHex(),
                call.value().value(),
                call.data(),
                fee.tip(),
                fee.max()));
    nonces.record(
        new TransactionRecord.Signed(nonce, key, call.purpose(), attempt.hash(), attempt.raw()));
    broadcast(call, nonce, attempt);
    return nonce;
  }

  static BigInteger withHeadroom(BigInteger gas) {
    return gas.multiply(HEADROOM_PERCENT).divide(HUNDRED);
  }

  private Fee offer(ContractCall call) {
    Wei cap = chain.settings().maxFeePerGas();
    Wei baseFee = chain.baseFee();
    if (cap.compareTo(baseFee) < 0) {
      throw new FeeCapException(call.purpose(), baseFee, cap);
    }
    return Fee.over(baseFee, cap);
  }

  private long nextNonce() {
    for (int tried = 1; ; tried++) {
      long counted = chain.pendingNonce(account.address()).longValueExact();
      List<Long> forgotten = nonces.forgotten(counted);
      if (forgotten.isEmpty()) {
        return nonces.next(counted);
      }
      List<Long> undone = forgotten.stream().filter(this::isUndone).toList();
      undone.forEach(nonce -> nonces.record(new TransactionRecord.Reopened(nonce)));
      if (undone.isEmpty()) {
        chain.waitForTheNode(
            tried, "more transactions of " + account.address(), counted + " of them");
      }
    }
  }

  /** Whether another block stands where the transaction was final: the node does not lag. */
  private boolean isUndone(long nonce) {
    return nonces
        .settled(nonce)
        .map(NonceKeeper.Settled::end)
        .flatMap(end -> chain.block(end.block()).filter(now -> !now.hash().equals(end.blockHash())))
        .isPresent();
  }

  /**
   * Only a transaction that its first node refused, and does not have, is given up: whatever may
   * have gone out stays open, and whoever waits for it sends the same bytes again.
   */
  private void broadcast(ContractCall call, long nonce, Attempt attempt) {
    Broadcast answer;
    try {
      answer = chain.broadcast(call.purpose(), attempt.raw());
    } catch (ChainUnreachableException e) {
      return;
    }
    switch (answer.kind()) {
      case ACCEPTED, KNOWN, NONCE_TOO_LOW -> {}
      case UNDERPRICED -> refuse(nonce, attempt, taken(call, nonce));
      case REFUSED -> refuse(nonce, attempt, answer.problem().orElseThrow());
    }
  }

  private NonceTakenException taken(ContractCall call, long nonce) {
    return new NonceTakenException(call.purpose(), account.address(), nonce);
  }

  private void refuse(long nonce, Attempt attempt, ChainException problem) {
    if (!chain.knows(attempt.hash())) {
      nonces.record(new TransactionRecord.GivenUp(nonce, String.valueOf(problem.getMessage())));
      throw problem;
    }
  }
}
