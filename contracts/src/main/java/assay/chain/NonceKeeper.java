package assay.chain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Which of an account's transaction numbers are used, by what and with what end: the journal's
 * records in a form that can be asked. Every change is in the journal before it is here.
 * Thread-safe.
 */
final class NonceKeeper {

  /**
   * A nonce whose transaction is final.
   *
   * @param call what it asked the chain for
   * @param end which of its attempts was mined, where and how
   */
  record Settled(Bytes32 call, TransactionRecord.Final end) {}

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
      apply(end);
    } else if (record instanceof TransactionRecord.Reopened again) {
      apply(again);
    }
  }

  private void apply(TransactionRecord.GivenUp end) {
    open.remove(end.nonce());
    if (end.nonce() == next - 1) {
      next = end.nonce();
    }
  }

  /** What is final is not kept here but in the journal; this is rare enough to read it again. */
  private void apply(TransactionRecord.Reopened again) {
    settled.remove(again.nonce());
    byKey.values().removeIf(result -> result.end().nonce() == again.nonce());
    for (TransactionRecord record : journal.records()) {
      if (record.nonce() == again.nonce()) {
        reopen(record);
      }
    }
  }

  private void reopen(TransactionRecord record) {
    if (record instanceof TransactionRecord.Signed signed) {
      apply(signed);
    } else if (record instanceof TransactionRecord.GivenUp) {
      open.remove(record.nonce());
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
    Settled result = new Settled(transaction.call(), end);
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

  /** The number for a new transaction, if the node counts that many, pending ones included. */
  synchronized long next(long counted) {
    return Math.max(counted, next);
  }

  /**
   * Numbers that were used but are free for a node that counts so many; highest first. It lags
   * behind, or the chain has undone what was final.
   */
  synchronized List<Long> forgotten(long counted) {
    return LongStream.iterate(next - 1, nonce -> nonce >= counted, nonce -> nonce - 1)
        .filter(nonce -> !open.containsKey(nonce))
        .boxed()
        .toList();
  }
}
