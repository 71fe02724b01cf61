package assay.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.OtherProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("journal.jsonl");
  }

  @Test
  void shouldRememberWhatWasRecordedBeforeAKill() {
    try (Journal journal = open()) {
      journal.record("bounty-1", "commit", Map.of("salt", "0x01"));
      journal.record("bounty-1", "commit", Map.of("salt", "0x02"));
    }

    try (Journal journal = open()) {
      assertThat(journal.last("bounty-1", "commit").orElseThrow().fact("salt")).isEqualTo("0x02");
      assertThat(journal.about("bounty-1")).hasSize(2);
      assertThat(journal.last("bounty-2", "commit")).isEmpty();
    }
  }

  /** The lock is the process's: only another process can show that it holds. */
  @Test
  void shouldRefuseASecondProcessOnTheSameHome() throws Exception {
    try (Journal journal = open()) {
      journal.record("bounty-1", "commit", Map.of());

      assertThat(openInAnotherProcess()).contains("in use by another program");
    }
    assertThat(openInAnotherProcess()).contains("opened");
  }

  private String openInAnotherProcess() throws Exception {
    return OtherProcess.said(JournalOpener.class, file.toString());
  }

  @Test
  void shouldTakeTheLastWrittenForTheNewestThoughTheClockWasSetBackAnHour() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    try (Journal journal = Journal.open(file, Clock.fixed(noon, ZoneOffset.UTC))) {
      journal.record("bounty-1", "scores", Map.of("salt", "old"));
    }
    Clock earlier = Clock.fixed(noon.minusSeconds(3600), ZoneOffset.UTC);
    try (Journal journal = Journal.open(file, earlier)) {
      journal.record("bounty-1", "scores", Map.of("salt", "new"));
    }

    try (Journal journal = open()) {
      assertThat(journal.last("bounty-1", "scores").orElseThrow().fact("salt")).isEqualTo("new");
    }
  }

  @Test
  void shouldDropATornLastLineAndGoOnBehindTheGoodOnes() throws IOException {
    try (Journal journal = open()) {
      journal.record("bounty-1", "commit", Map.of());
    }
    Files.writeString(file, "{\"at\":\"2026-", StandardOpenOption.APPEND);

    try (Journal journal = open()) {
      journal.record("bounty-1", "reveal", Map.of());
    }

    try (Journal journal = open()) {
      assertThat(journal.about("bounty-1"))
          .extracting(JournalEntry::step)
          .containsExactly("commit", "reveal");
    }
  }

  @Test
  void shouldRefuseADamagedLineInTheMiddle() throws IOException {
    Files.writeString(file, "not json\n{}\n");

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("damaged line");
  }

  @Test
  void shouldRefuseASecondAgentOnTheSameJournal() {
    try (Journal first = open()) {
      assertThat(first).isNotNull();

      assertThatThrownBy(this::open)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void shouldBeReadableByItsOwnerAlone() throws IOException {
    open().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private Journal open() {
    return Journal.open(file, Clock.systemUTC());
  }
}
