package assay.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

  @TempDir private Path folder;
  private final List<String> complaints = new ArrayList<>();

  private Path logs() {
    return folder.resolve("logs");
  }

  private LogFiles open(long mostBytes, int files) {
    return new LogFiles(logs(), mostBytes, files, complaints::add);
  }

  private static Note note(long second, String event, String message) {
    return new Note(Instant.ofEpochSecond(second), event, "0x12", message, Map.of());
  }

  @Test
  void shouldKeepSoManyFilesOfSoManyBytesAndDropTheOldest() throws IOException {
    try (LogFiles log = open(1_000, 3)) {
      for (int i = 0; i < 100; i++) {
        log.accept(note(i, "some", "number " + i));
      }
    }

    List<Note> kept = new ArrayList<>();
    for (String name : List.of("agent.2.jsonl", "agent.1.jsonl", "agent.jsonl")) {
      assertThat(Files.size(logs().resolve(name))).isBetween(1L, 1_000L);
      assertThat(Files.getPosixFilePermissions(logs().resolve(name)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      Files.readAllLines(logs().resolve(name))
          .forEach(line -> kept.add(JsonNotes.parse(line).orElseThrow()));
    }
    try (Stream<Path> files = Files.list(logs())) {
      assertThat(files).hasSize(3);
    }
    assertThat(kept.get(kept.size() - 1).message()).isEqualTo("number 99");
    for (int i = 1; i < kept.size(); i++) {
      assertThat(kept.get(i).at()).isEqualTo(kept.get(i - 1).at().plusSeconds(1));
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void shouldGoOnWithTheFileOfAnEarlierRun() throws IOException {
    for (int run = 0; run < 3; run++) {
      try (LogFiles log = open(10_000, 3)) {
        log.accept(note(run, "some", "run " + run));
      }
    }

    assertThat(Files.readAllLines(logs().resolve("agent.jsonl"))).hasSize(3);
  }

  @Test
  void shouldKeepOneLineAMinuteOfATrainingsProgress() throws IOException {
    try (LogFiles log = open(100_000, 2)) {
      for (int second = 0; second < 180; second++) {
        log.accept(note(second, "training", "epoch 1"));
      }
    }

    assertThat(Files.readAllLines(logs().resolve("agent.jsonl"))).hasSize(3);
  }

  @Test
  void shouldBlackOutWhatLooksLikeAnIdentity() throws IOException {
    try (LogFiles log = open(100_000, 2)) {
      log.accept(note(1, "some", "AGE-SECRET-KEY-1QQQQ leaks"));
    }

    assertThat(logs().resolve("agent.jsonl")).content().doesNotContain("1QQQQ").contains("leaks");
  }

  @Test
  void shouldComplainOnceOfADiskThatRefusesAndGoOnWhenItTakesLinesAgain() throws IOException {
    Files.writeString(logs(), "a file where the folder should be");
    try (LogFiles log = open(100_000, 2)) {
      log.accept(note(1, "some", "lost"));
      log.accept(note(2, "some", "lost"));
      assertThat(complaints).hasSize(1);
      Files.delete(logs());
      Files.createDirectory(logs());
      log.accept(note(3, "some", "kept"));
    }

    assertThat(logs().resolve("agent.jsonl")).content().contains("kept");
  }
}
