package assay.chain;

import java.util.List;

/**
 * What one account has sent on one chain, written down before it is sent. One sender at a time uses
 * it. Thread-safe.
 */
public interface TransactionJournal extends AutoCloseable {

  /**
   * Returns once the record cannot be lost any more.
   *
   * @throws TransactionJournalException if that fails; then nothing may be sent
   */
  void record(TransactionRecord record);

  /** All records, oldest first. */
  List<TransactionRecord> records();

  @Override
  void close();
}
