package assay.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which of an account's transaction numbers are used, by what and with what end: the journal's
 * records in a form that can be asked. Every change is in the journal before it is here.
 * Thread-safe.
 */
final class NonceKeeper {

  /**
   * A nonce whose transaction is final.
   *
   * @param nonce the account's transaction number
   * @param purpose what it does, in words
   * @param call what it asked the chain for
   * @param hash the one of its attempts that was mined
   * @param succeeded whether the contract accepted it
   */
  record Settled(long nonce, String purpose, Bytes32 call, Bytes32 hash, boolean succeeded) {}

  private final TransactionJournal journal;
  private final TreeMap<Long, OpenTransaction> open = new TreeMap<>();
  private final Map<Long, Settled> settled = new HashMap<>();
  private final Map<String, Settled> byKey = new HashMap<>();
  private long next;

  NonceKeeper(TransactionJournal journal) {
    this.journal = journal;
    journal.records().forEach(this::apply);
  }

  synchronized void record(TransactionRecord record) {
    journal.record(record);
    apply(record);
  }

  private void apply(TransactionRecord record) {
    if (record instanceof TransactionRecord.Signed signed) {
      apply(signed);
    } else if (record instanceof TransactionRecord.Final end) {
      apply(end);
    } else if (record instanceof TransactionRecord.GivenUp end) {
      open.remove(end.nonce());
      next = end.nonce() == next - 1 ? end.nonce() : next;
    }
  }

  private void apply(TransactionRecord.Signed signed) {
    Attempt attempt = new Attempt(signed.hash(), signed.raw());
    OpenTransaction before = open.get(signed.nonce());
    open.put(
        signed.nonce(),
        before == null
            ? new OpenTransaction(signed.nonce(), signed.key(), signed.purpose(), List.of(attempt))
            : before.and(attempt));
    next = Math.max(next, signed.nonce() + 1);
  }

  private void apply(TransactionRecord.Final end) {
    OpenTransaction transaction = open.remove(end.nonce());
    if (transaction == null) {
      return;
    }
    Settled result =
        new Settled(
            end.nonce(), transaction.purpose(), transaction.call(), end.hash(), end.succeeded());
    settled.put(end.nonce(), result);
    if (!transaction.key().isEmpty() && end.succeeded()) {
      byKey.put(transaction.key(), result);
    }
  }

  /** Transactions that are not known to be final, by nonce. */
  synchronized List<OpenTransaction> open() {
    return List.copyOf(open.values());
  }

  synchronized Optional<OpenTransaction> open(long nonce) {
    return Optional.ofNullable(open.get(nonce));
  }

  synchronized Optional<Settled> settled(long nonce) {
    return Optional.ofNullable(settled.get(nonce));
  }

  /** What was done for the key and succeeded; a failed call may be tried again. */
  synchronized Optional<Settled> settled(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /**
   * The number for a new transaction.
   *
   * @param counted how many the node counts, pending ones included
   * @return nothing if the node has forgotten some that were final
   */
  synchronized OptionalLong next(long counted) {
    List<Long> missing = new ArrayList<>();
    for (long nonce = counted; nonce < next; nonce++) {
      if (!open.containsKey(nonce)) {
        missing.add(nonce);
      }
    }
    return missing.isEmpty() ? OptionalLong.of(Math.max(counted, next)) : OptionalLong.empty();
  }
}
