package assay.agent.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedProgramTest {

  private static BoundedProgram shell(String script, int mostOutput) {
    return new BoundedProgram(List.of("/bin/sh", "-c", script), Duration.ofSeconds(2), mostOutput);
  }

  @Test
  void shouldHandOverTheInputAndKeepTheOutput() throws InterruptedException {
    Outcome outcome = shell("cat; exit 3", 100).run("word");

    assertThat(outcome).isEqualTo(new Outcome.Ended(3, "word"));
    assertThat(outcome.isWell()).isFalse();
  }

  @Test
  void shouldKeepNoMoreThanTheLimitAndYetLetItEnd() throws InterruptedException {
    assertThat(shell("head -c 1000000 /dev/zero | tr '\\0' x", 5).run())
        .isEqualTo(new Outcome.Ended(0, "xxxxx"));
  }

  @Test
  void shouldNotWaitForAChildThatHoldsTheOutput() throws InterruptedException {
    assertThat(shell("echo said; sleep 60 &", 100).run()).isEqualTo(new Outcome.Ended(0, "said\n"));
  }

  @Test
  void shouldEndWhatTakesTooLong() throws InterruptedException {
    BoundedProgram slow =
        new BoundedProgram(List.of("/bin/sleep", "60"), Duration.ofMillis(100), 0);

    assertThat(slow.run()).isEqualTo(new Outcome.TookTooLong(100));
  }

  @Test
  void shouldSayThatThereIsNoSuchProgram() throws InterruptedException {
    BoundedProgram nothing =
        new BoundedProgram(List.of("/nowhere/at/all"), Duration.ofSeconds(1), 0);

    assertThat(nothing.run().words()).startsWith("cannot be run: ").contains("/nowhere/at/all");
  }
}
