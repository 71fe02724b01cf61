package assay.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * One account's way onto the chain: signs, writes down, sends, waits until it is final. A call that
 * the contract would refuse is refused before it is sent and costs nothing.
 *
 * <p>What was sent is never signed with a second number: a transaction that nobody waits for any
 * more (its process was killed, its time ran out) is taken up again by whoever asks for the same
 * call. With a journal in a folder that holds across restarts, and a second program on that folder
 * is refused; with the journal in memory nothing keeps two programs from sharing an account, and
 * they must not. Thread-safe.
 */
public final class TransactionSender {

  private static final int BLOCKS_BEFORE_RAISE = 4;

  private final ChainClient chain;
  private final Account account;
  private final NonceKeeper nonces;
  private final Outbox outbox;
  private final Lookout lookout;

  /** A sender that remembers as long as it lives. */
  public TransactionSender(ChainClient chain, Account account) {
    this(chain, account, new MemoryTransactionJournal());
  }

  /**
   * A sender that remembers what the journal holds.
   *
   * @param journal the account's own on this chain; the caller closes it
   */
  public TransactionSender(ChainClient chain, Account account, TransactionJournal journal) {
    this.chain = chain;
    this.account = account;
    this.nonces = new NonceKeeper(journal);
    this.outbox = new Outbox(chain, account, nonces);
    this.lookout = new Lookout(chain, account, nonces, BLOCKS_BEFORE_RAISE);
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
    return deliver("", call);
  }

  /**
   * Sends the call unless that was done before for this key; either way returns its receipt once it
   * is final. A call that the contract refused counts as not done.
   *
   * @param key names what is to be done, for as long as the journal lives
   * @throws KeyReusedException if the key stands for another call
   */
  public Receipt sendOnce(String key, ContractCall call) {
    if (key.isBlank()) {
      throw new IllegalArgumentException("The key is empty; name what is to be done once.");
    }
    return deliver(key, call);
  }

  /**
   * Sends the call unless that was done before for this key, and does not wait for it; whoever
   * calls {@link #resume} now and then sees to it that it is mined.
   *
   * @return the transaction's hash, as long as its fee need not be raised
   * @throws RevertedException if the contract would refuse it now
   * @throws KeyReusedException if the key stands for another call
   */
  public Bytes32 post(String key, ContractCall call) {
    long nonce = outbox.post(key, call);
    try {
      return nonces
          .open(nonce)
          .map(transaction -> transaction.newest().hash())
          .orElseGet(() -> nonces.settled(nonce).orElseThrow().end().hash());
    } finally {
      outbox.leave(nonce);
    }
  }

  /**
   * Sends calls that do not depend on each other's effects, with consecutive numbers, and waits
   * until all are final. When one cannot be sent, those after it are not sent.
   *
   * @throws BatchStoppedException if one of them failed; it tells which and why
   */
  public List<Receipt> sendAll(List<ContractCall> calls) {
    return sendAll(calls, () -> {});
  }

  /**
   * The same, for whoever wants to look too.
   *
   * @param onLook called after every look at the chain; what it throws ends the waiting
   */
  List<Receipt> sendAll(List<ContractCall> calls, Runnable onLook) {
    List<Long> sent = new ArrayList<>();
    Optional<ChainException> refusal = postAll(calls, sent);
    waitUntilFinal(calls, sent, onLook);
    BatchEnd end = new BatchEnd(calls);
    for (int i = 0; i < sent.size(); i++) {
      try {
        end.succeeded(receipt(calls.get(i), sent.get(i)));
      } catch (ChainException e) {
        end.failed(i, e);
      }
    }
    refusal.ifPresent(problem -> end.failed(sent.size(), problem));
    return end.receipts();
  }

  private Optional<ChainException> postAll(List<ContractCall> calls, List<Long> sent) {
    try {
      calls.forEach(call -> sent.add(outbox.post("", call)));
      return Optional.empty();
    } catch (ChainException e) {
      return Optional.of(e);
    }
  }

  /**
   * Looks once after transactions for which nobody waits, so that they are mined although their
   * process was killed. Does nothing when there are none.
   */
  public void resume() {
    List<Long> abandoned = outbox.abandoned().stream().map(OpenTransaction::nonce).toList();
    lookout.look(abandoned);
    abandoned.forEach(lookout::takeReceipt);
  }

  /** How many transactions of this account the newest block counts, whoever sent them. */
  public long counted() {
    return chain.nonce(account.address());
  }

  /** The first number above all that this sender ever gave to a transaction; 0 if it gave none. */
  public long firstUnused() {
    return nonces.next(0);
  }

  /**
   * Units of gas that the call would take now.
   *
   * @throws RevertedException if the contract would refuse it
   */
  public long gas(ContractCall call) {
    return chain.estimateGas(address(), call).longValueExact();
  }

  /** The most that is offered for one unit of gas now. */
  Wei highestPrice() {
    return new Wei(Fee.over(chain.baseFee(), chain.settings().maxFeePerGas()).max());
  }

  private Receipt deliver(String key, ContractCall call) {
    long nonce = outbox.post(key, call);
    waitUntilFinal(List.of(call), List.of(nonce), () -> {});
    return receipt(call, nonce);
  }

  private void waitUntilFinal(List<ContractCall> calls, List<Long> mine, Runnable onLook) {
    try {
      Duration patience = chain.settings().patience();
      Duration end = chain.time().elapsed().plus(patience);
      while (isAnyOpen(mine)) {
        boolean isOver = chain.time().elapsed().compareTo(end) >= 0;
        look(mine, onLook, isOver);
        if (isOver) {
          requireAllFinal(calls, mine, patience);
        } else if (isAnyOpen(mine)) {
          chain.time().pause(chain.settings().pollEvery(), "a transaction");
        }
      }
    } finally {
      mine.forEach(outbox::leave);
    }
  }

  private boolean isAnyOpen(List<Long> mine) {
    return mine.stream().anyMatch(nonce -> nonces.open(nonce).isPresent());
  }

  /** Nodes come and go while one waits; only at the end it matters that there is none of ours. */
  private void look(List<Long> mine, Runnable onLook, boolean isLast) {
    TreeSet<Long> all = new TreeSet<>(mine);
    outbox.abandoned().stream()
        .map(OpenTransaction::nonce)
        .filter(nonce -> !mine.isEmpty() && nonce < all.last())
        .toList()
        .forEach(all::add);
    try {
      lookout.look(all);
      onLook.run();
    } catch (ChainUnreachableException | WrongChainException e) {
      if (isLast) {
        throw e;
      }
    }
  }

  private void requireAllFinal(List<ContractCall> calls, List<Long> mine, Duration patience) {
    for (int i = 0; i < mine.size(); i++) {
      Optional<OpenTransaction> open = nonces.open(mine.get(i));
      if (open.isPresent()) {
        throw new TransactionLostException(
            calls.get(i).purpose(), open.get().newest().hash().hex(), patience);
      }
    }
  }

  private Receipt receipt(ContractCall call, long nonce) {
    NonceKeeper.Settled settled =
        nonces
            .settled(nonce)
            .orElseThrow(() -> new NonceTakenException(call.purpose(), address(), nonce));
    if (!settled.end().succeeded()) {
      throw reverted(call, settled.end().hash());
    }
    TransactionReceipt receipt =
        lookout
            .takeReceipt(nonce)
            .or(() -> chain.receipt(settled.end().hash()))
            .orElseThrow(
                () ->
                    new NodeRefusedException(
                        "the receipt of " + settled.end().hash(),
                        "it has none for " + call.purpose()));
    return new Receipt(
        settled.end().hash(),
        receipt.getBlockNumber().longValueExact(),
        receipt.getGasUsed().longValueExact(),
        receipt.getLogs());
  }

  /** A mined revert is replayed as an estimate, which tells the reason. */
  private ChainException reverted(ContractCall call, Bytes32 transaction) {
    try {
      chain.estimateGas(address(), call);
    } catch (RevertedException e) {
      return e;
    }
    return new NodeRefusedException(call.purpose(), "transaction " + transaction + " reverted");
  }
}
