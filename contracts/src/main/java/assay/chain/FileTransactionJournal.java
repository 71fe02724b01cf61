package assay.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A journal in a folder: one file for each chain and account, one JSON line for each record, so
 * that a process that is killed finds again what may be on its way. It is never shortened.
 */
public final class FileTransactionJournal implements TransactionJournal {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new ChainJsonModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path path;
  private final LineFile file;

  private FileTransactionJournal(Path path, LineFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Opens the account's journal, or starts it; makes the folder if need be.
   *
   * @throws TransactionJournalException if another program holds it or a line is damaged
   */
  public static FileTransactionJournal open(Path folder, long chainId, Address account) {
    Path path = folder.resolve("transactions-%d-%s.jsonl".formatted(chainId, account.hex()));
    try {
      Files.createDirectories(folder);
      FileTransactionJournal journal = new FileTransactionJournal(path, LineFile.open(path));
      journal.requireReadable();
      return journal;
    } catch (FileInUseException e) {
      throw new TransactionJournalException(
          path, e.getMessage() + "; two senders of one account would take each other's nonces", e);
    } catch (IOException e) {
      throw new TransactionJournalException(path, "cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public void record(TransactionRecord record) {
    try {
      file.append(JSON.writerFor(TransactionRecord.class).writeValueAsString(record));
    } catch (IOException e) {
      throw new TransactionJournalException(path, "cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public List<TransactionRecord> records() {
    try {
      return file.lines().stream().map(this::parse).toList();
    } catch (IOException e) {
      throw new TransactionJournalException(path, "cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new TransactionJournalException(path, "cannot be closed: " + e.getMessage(), e);
    }
  }

  private void requireReadable() {
    try {
      records();
    } catch (TransactionJournalException e) {
      close();
      throw e;
    }
  }

  private TransactionRecord parse(String line) {
    try {
      return JSON.readValue(line, TransactionRecord.class);
    } catch (JsonProcessingException e) {
      throw new TransactionJournalException(
          path, "has a damaged line: " + e.getOriginalMessage(), e);
    }
  }
}
