package assay.chain;

import java.nio.file.Path;

/** The transaction journal cannot be read or written, so nothing may be sent. */
public final class TransactionJournalException extends ChainException {

  public TransactionJournalException(Path file, String problem, Throwable cause) {
    super(
        "transaction-journal",
        "Transaction journal %s %s. Nothing is sent without being written down before."
            .formatted(file, problem),
        cause);
  }
}
