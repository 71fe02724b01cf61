package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What both journals keep, and what the one in a folder keeps besides. */
class TransactionJournalTest {

  private static final Address ACCOUNT = TestAccounts.number(1).address();
  private static final Bytes32 HASH = Bytes32.keccak256("transaction");
  private static final Bytes32 BLOCK = Bytes32.keccak256("block");

  private static final List<TransactionRecord> RECORDS =
      List.of(
          new TransactionRecord.Signed(0, "bill 7", "pay \"all\"\nof it", HASH, "0x02f8"),
          new TransactionRecord.Final(0, HASH, 12, BLOCK, true),
          new TransactionRecord.Signed(1, "", "pay", HASH, "0x02f9"),
          new TransactionRecord.GivenUp(1, "refused"),
          new TransactionRecord.Reopened(0));

  @TempDir private Path folder;

  static Stream<Arguments> journals() {
    Function<Path, TransactionJournal> memory = folder -> new MemoryTransactionJournal();
    Function<Path, TransactionJournal> file = TransactionJournalTest::open;
    return Stream.of(Arguments.of("memory", memory), Arguments.of("folder", file));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("journals")
  void shouldTellItsRecordsInTheirOrder(String name, Function<Path, TransactionJournal> opener) {
    try (TransactionJournal journal = opener.apply(folder)) {
      RECORDS.forEach(journal::record);

      assertThat(journal.records()).as(name).isEqualTo(RECORDS);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("journals")
  void shouldBeginEmpty(String name, Function<Path, TransactionJournal> opener) {
    try (TransactionJournal journal = opener.apply(folder)) {
      assertThat(journal.records()).as(name).isEmpty();
    }
  }

  @Test
  void shouldTellItsRecordsAfterARestart() {
    try (TransactionJournal journal = open(folder)) {
      RECORDS.forEach(journal::record);
    }

    try (TransactionJournal journal = open(folder)) {
      assertThat(journal.records()).isEqualTo(RECORDS);
    }
  }

  @Test
  void shouldWriteTheLinesThatLaterVersionsRead() throws IOException {
    try (TransactionJournal journal = open(folder)) {
      RECORDS.forEach(journal::record);
    }

    assertThat(Files.readAllLines(file()))
        .containsExactly(
            "{\"step\":\"signed\",\"nonce\":0,\"key\":\"bill 7\",\"purpose\":\"pay \\\"all\\\"\\nof it\","
                + "\"hash\":\""
                + HASH
                + "\",\"raw\":\"0x02f8\"}",
            "{\"step\":\"final\",\"nonce\":0,\"hash\":\""
                + HASH
                + "\",\"block\":12,\"blockHash\":\""
                + BLOCK
                + "\",\"succeeded\":true}",
            "{\"step\":\"signed\",\"nonce\":1,\"key\":\"\",\"purpose\":\"pay\",\"hash\":\""
                + HASH
                + "\",\"raw\":\"0x02f9\"}",
            "{\"step\":\"given-up\",\"nonce\":1,\"reason\":\"refused\"}",
            "{\"step\":\"reopened\",\"nonce\":0}");
  }

  @Test
  void shouldDropATornLastLine() throws IOException {
    try (TransactionJournal journal = open(folder)) {
      journal.record(RECORDS.get(0));
    }
    Files.writeString(file(), "{\"step\":\"fin", StandardOpenOption.APPEND);

    try (TransactionJournal journal = open(folder)) {
      assertThat(journal.records()).containsExactly(RECORDS.get(0));
    }
  }

  @Test
  void shouldRefuseADamagedLine() throws IOException {
    Files.writeString(file(), "not json\n{}\n");

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(TransactionJournalException.class)
        .hasMessageContaining("damaged line");
  }

  @Test
  void shouldKeepAccountsAndChainsApart() {
    try (TransactionJournal one = open(folder);
        TransactionJournal other =
            FileTransactionJournal.open(folder, 7, TestAccounts.number(2).address());
        TransactionJournal elsewhere = FileTransactionJournal.open(folder, 8, ACCOUNT)) {
      one.record(RECORDS.get(0));

      assertThat(other.records()).isEmpty();
      assertThat(elsewhere.records()).isEmpty();
    }
  }

  /** The lock is the process's: only another process can show that it holds. */
  @Test
  void shouldRefuseASecondProgramWithTheSameAccount() throws Exception {
    try (TransactionJournal journal = open(folder)) {
      assertThat(journal.records()).isEmpty();

      assertThat(openInAnotherProcess()).contains("in use by another program");
    }
    assertThat(openInAnotherProcess()).contains("opened");
  }

  private String openInAnotherProcess() throws Exception {
    return OtherProcess.said(TransactionJournalOpener.class, folder.toString(), ACCOUNT.hex());
  }

  private static TransactionJournal open(Path folder) {
    return FileTransactionJournal.open(folder, 7, ACCOUNT);
  }

  private Path file() {
    return folder.resolve("transactions-7-" + ACCOUNT.hex() + ".jsonl");
  }
}
