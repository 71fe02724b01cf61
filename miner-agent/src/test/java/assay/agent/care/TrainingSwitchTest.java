package assay.agent.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hooks that are real small programs. */
@Timeout(60)
class TrainingSwitchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @TempDir private Path folder;
  private final List<Note> told = new CopyOnWriteArrayList<>();
  private final AtomicLong nanos = new AtomicLong();

  private TrainingSwitch rigSwitch(String before, String after) throws IOException {
    Hooks hooks =
        new Hooks(
            Optional.of(program("before", before)), Optional.of(program("after", after)), PATIENCE);
    return new TrainingSwitch(
        hooks, mark(), new Narrator(Clock.systemUTC(), told::add), nanos::get);
  }

  private Path program(String name, String body) throws IOException {
    Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  private Path mark() {
    return folder.resolve("training.mark");
  }

  private String heard(String word) {
    return "echo " + word + " >> '" + folder + "/heard'";
  }

  private List<String> heard() throws IOException {
    Path file = folder.resolve("heard");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Test
  void shouldRunOneProgramBeforeTheFirstTrainingAndTheOtherAfterTheLast() throws IOException {
    TrainingSwitch rigSwitch = rigSwitch(heard("before"), heard("after"));

    rigSwitch.enter();
    rigSwitch.enter();
    rigSwitch.leave();
    assertThat(heard()).containsExactly("before");
    assertThat(mark()).exists();
    rigSwitch.leave();

    assertThat(heard()).containsExactly("before", "after");
    assertThat(mark()).doesNotExist();
  }

  @Test
  void shouldSwitchBackAtTheNextStartAfterAKill() throws IOException {
    rigSwitch(heard("before"), heard("after")).enter();

    TrainingSwitch next = rigSwitch(heard("before"), heard("after"));
    next.recover();
    next.recover();

    assertThat(heard()).containsExactly("before", "after");
  }

  @Test
  void shouldNotTrainWhereTheProgramBeforeFailsNorHammerIt() throws IOException {
    TrainingSwitch rigSwitch = rigSwitch(heard("before") + "; exit 3", heard("after"));

    assertThatThrownBy(rigSwitch::enter)
        .isInstanceOf(HookFailedException.class)
        .hasMessageContaining("before ended with code 3");
    assertThatThrownBy(rigSwitch::enter).isInstanceOf(HookFailedException.class);
    assertThat(heard()).containsExactly("before", "after");
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThatThrownBy(rigSwitch::enter).isInstanceOf(HookFailedException.class);

    assertThat(heard()).containsExactly("before", "after", "before", "after");
  }

  @Test
  void shouldRunAgainAtTheNextStartWhatFailedAfterTraining() throws IOException {
    TrainingSwitch rigSwitch = rigSwitch("exit 0", "exit 1");
    rigSwitch.enter();
    rigSwitch.leave();

    assertThat(told).extracting(Note::event).contains("hook-failed");
    assertThat(mark()).exists();
    rigSwitch("exit 0", heard("after")).recover();

    assertThat(heard()).containsExactly("after");
    assertThat(mark()).doesNotExist();
  }

  @Test
  void shouldEndAProgramThatHangs() throws IOException {
    TrainingSwitch rigSwitch = rigSwitch("sleep 600", "exit 0");

    assertThatThrownBy(rigSwitch::enter).hasMessageContaining("took longer than 3000 ms");
  }
}
