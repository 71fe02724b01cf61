package assay.chain;

import java.util.ArrayList;
import java.util.List;

/** A journal that ends with its process: for short commands and tests. */
public final class MemoryTransactionJournal implements TransactionJournal {

  private final List<TransactionRecord> records = new ArrayList<>();

  @Override
  public synchronized void record(TransactionRecord record) {
    records.add(record);
  }

  @Override
  public synchronized List<TransactionRecord> records() {
    return List.copyOf(records);
  }

  @Override
  public void close() {}
}
