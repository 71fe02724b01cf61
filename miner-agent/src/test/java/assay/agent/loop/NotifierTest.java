package assay.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Notifications by a real small program. */
@Timeout(60)
class NotifierTest {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final List<Note> told = new CopyOnWriteArrayList<>();
  private Path heard;

  @BeforeEach
  void nameTheFile() {
    heard = folder.resolve("heard.jsonl");
  }

  private Path program(String body) throws IOException {
    Path program = Files.writeString(folder.resolve("tell-me"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  private void notify(Path program, Duration patience, Note... notes) {
    Narrator narrator = new Narrator(Clock.systemUTC(), told::add);
    try (Notifier notifier = new Notifier(Optional.of(program), narrator, patience)) {
      List.of(notes).forEach(notifier);
    }
  }

  private static Note note(String event, String message) {
    return new Note(Instant.EPOCH, event, "0x12", message, Map.of("reason", message));
  }

  @Test
  void shouldHandOverTheNoteAsOneLineAndLetNoShellReadIt() throws IOException {
    String hostile = "\"; touch '" + folder + "/owned'; $(touch " + folder + "/owned) \n";

    notify(program("cat >> " + heard), MINUTE, note("request-waits", hostile));

    List<String> lines = Files.readAllLines(heard);
    JsonNode json = new ObjectMapper().readTree(lines.get(0));
    assertThat(lines).hasSize(1);
    assertThat(json.path("event").asText()).isEqualTo("request-waits");
    assertThat(json.path("details").path("reason").asText()).isEqualTo(hostile);
    assertThat(folder.resolve("owned")).doesNotExist();
    assertThat(told).isEmpty();
  }

  @Test
  void shouldKeepTheOrderAndLeaveOutWhatTheOwnerNeedNotHear() throws IOException {
    notify(
        program("cat >> " + heard),
        MINUTE,
        note("grant-paid", "one"),
        note("granted", "two"),
        note("grant-expires", "three"));

    assertThat(Files.readAllLines(heard))
        .extracting(line -> new ObjectMapper().readTree(line).path("message").asText())
        .containsExactly("one", "three");
  }

  @Test
  void shouldEndAProgramThatDoesNotEnd() throws IOException {
    Path pid = folder.resolve("pid");

    notify(program("echo $$ > " + pid + "; sleep 600"), PATIENCE, note("grant-used", "x"));

    assertThat(told).singleElement().extracting(Note::message).asString().contains("was ended");
    long number = Long.parseLong(Files.readString(pid).strip());
    assertThat(ProcessHandle.of(number).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void shouldTellThatAProgramFailsAndGoOn() throws IOException {
    notify(
        program("cat >> " + heard + "; exit 3"),
        MINUTE,
        note("grant-used", "one"),
        note("grant-used", "two"));

    assertThat(told).hasSize(2).allMatch(note -> note.message().contains("ended with code 3"));
    assertThat(Files.readAllLines(heard)).hasSize(2);
  }

  @Test
  void shouldTellThatAProgramIsNotThere() {
    notify(folder.resolve("nowhere"), MINUTE, note("grant-used", "x"));

    assertThat(told).singleElement().extracting(Note::message).asString().contains("cannot be run");
  }

  @Test
  void shouldLetNobodyFillTheQueue() throws IOException {
    Note[] flood = new Note[2 * Notifier.LONGEST_QUEUE];
    Arrays.fill(flood, note("request-waits", "x"));
    Path gate = folder.resolve("gate");
    Narrator narrator = new Narrator(Clock.systemUTC(), told::add);
    try (Notifier notifier =
        new Notifier(
            Optional.of(program("while [ ! -f " + gate + " ]; do sleep 0.02; done")),
            narrator,
            MINUTE)) {

      List.of(flood).forEach(notifier);
      Files.createFile(gate);
    }

    assertThat(told)
        .hasSizeGreaterThanOrEqualTo(Notifier.LONGEST_QUEUE - 2)
        .allMatch(note -> note.message().contains("too many"));
  }
}
