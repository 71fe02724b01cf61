package assay.chain;

import java.nio.file.Path;

/** Another process that wants the same journal; says what came of it. */
final class TransactionJournalOpener {

  private TransactionJournalOpener() {}

  public static void main(String[] arguments) {
    try (TransactionJournal journal =
        FileTransactionJournal.open(Path.of(arguments[0]), 7, new Address(arguments[1]))) {
      System.out.println("opened with " + journal.records().size() + " records");
    } catch (TransactionJournalException e) {
      System.out.println(e.getMessage());
    }
  }
}
