package assay.chain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * Looks after transactions that are on their way: writes down which are final, sends again what a
 * reorganisation or a node has lost, and offers more for what has waited for some blocks. A
 * replacement is written down before it is sent. Thread-safe.
 */
final class Lookout {

  /** A node that has not heard of a transaction yet is given this many looks. */
  private static final int LOOKS_BEFORE_GIVING_UP = 3;

  private final ChainClient chain;
  private final Account account;
  private final NonceKeeper nonces;
  private final int blocksBeforeRaise;
  private final Map<Long, Care> cares = new HashMap<>();
  private final Map<Long, TransactionReceipt> receipts = new HashMap<>();

  Lookout(ChainClient chain, Account account, NonceKeeper nonces, int blocksBeforeRaise) {
    this.chain = chain;
    this.account = account;
    this.nonces = nonces;
    this.blocksBeforeRaise = blocksBeforeRaise;
  }

  /** What has been done about one transaction. */
  private static final class Care {
    private long since = -1;
    private long lastSent = -1;
    private int timesTaken;
  }

  /** Looks once at each of them. */
  synchronized void look(Collection<Long> numbers) {
    List<OpenTransaction> open =
        numbers.stream().flatMap(nonce -> nonces.open(nonce).stream()).toList();
    if (open.isEmpty()) {
      return;
    }
    Map<Bytes32, TransactionReceipt> found =
        chain.receipts(open.stream().flatMap(one -> one.hashes().stream()).toList());
    long head = chain.head().number();
    List<OpenTransaction> unmined = new ArrayList<>();
    for (OpenTransaction transaction : open) {
      mined(transaction, found)
          .ifPresentOrElse(
              receipt -> settleIfFinal(transaction, receipt, head), () -> unmined.add(transaction));
    }
    if (!unmined.isEmpty()) {
      long used = chain.nonce(account.address());
      unmined.forEach(transaction -> careFor(transaction, used, head));
    }
  }

  /** Hands out the receipt with which the number was settled here, once. */
  synchronized Optional<TransactionReceipt> takeReceipt(long nonce) {
    return Optional.ofNullable(receipts.remove(nonce));
  }

  private static Optional<TransactionReceipt> mined(
      OpenTransaction transaction, Map<Bytes32, TransactionReceipt> found) {
    return transaction.hashes().stream().map(found::get).filter(Objects::nonNull).findFirst();
  }

  /** A receipt counts in the block that the chain has at that height. */
  private void settleIfFinal(OpenTransaction transaction, TransactionReceipt receipt, long head) {
    cares.remove(transaction.nonce());
    long block = receipt.getBlockNumber().longValueExact();
    Bytes32 hash = new Bytes32(receipt.getBlockHash());
    boolean isFinal =
        head - block >= chain.settings().finality()
            && chain.block(block).map(BlockRef::hash).filter(hash::equals).isPresent();
    if (isFinal) {
      nonces.record(
          new TransactionRecord.Final(
              transaction.nonce(),
              new Bytes32(receipt.getTransactionHash()),
              block,
              hash,
              receipt.isStatusOK()));
      receipts.put(transaction.nonce(), receipt);
    }
  }

  private void careFor(OpenTransaction transaction, long used, long head) {
    Care care = cares.computeIfAbsent(transaction.nonce(), nonce -> new Care());
    if (used > transaction.nonce()) {
      giveUpIfTaken(transaction, care, head);
    } else if (care.since < 0) {
      care.since = head;
      sendAgain(transaction, care, head);
    } else if (head - care.since >= blocksBeforeRaise) {
      care.since = head;
      raise(transaction, care, head);
    } else if (head > care.lastSent) {
      sendAgain(transaction, care, head);
    }
  }

  /** Its number is used, and finally, by a transaction that is not one of ours. */
  private void giveUpIfTaken(OpenTransaction transaction, Care care, long head) {
    long finalBlock = Math.max(0, head - chain.settings().finality());
    if (chain.nonceAt(account.address(), finalBlock) <= transaction.nonce()) {
      return;
    }
    care.timesTaken++;
    if (care.timesTaken == LOOKS_BEFORE_GIVING_UP) {
      cares.remove(transaction.nonce());
      nonces.record(
          new TransactionRecord.GivenUp(transaction.nonce(), "another program used the number"));
    }
  }

  private void raise(OpenTransaction transaction, Care care, long head) {
    Attempt newest = transaction.newest();
    Optional<Fee> raised = newest.fee().raised(chain.baseFee(), chain.settings().maxFeePerGas());
    if (raised.isEmpty()) {
      sendAgain(transaction, care, head);
      return;
    }
    Attempt replacement = newest.at(raised.get(), account);
    nonces.record(
        new TransactionRecord.Signed(
            transaction.nonce(),
            transaction.key(),
            transaction.purpose(),
            replacement.hash(),
            replacement.raw()));
    sendAgain(transaction.and(replacement), care, head);
  }

  /** Whatever the node says to the same bytes, the next look tells what became of them. */
  private void sendAgain(OpenTransaction transaction, Care care, long head) {
    chain.broadcast(transaction.purpose(), transaction.newest().raw());
    care.lastSent = head;
  }
}
