package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.registry.publish.Progress.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PhaseBarTest {

  private static final long SECOND = 1_000_000_000;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong();

  private PhaseBar bar(boolean isTerminal) {
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    return new PhaseBar(out, isTerminal, now::get);
  }

  private String lastShown() {
    String all = shown.toString(StandardCharsets.UTF_8);
    return all.substring(all.lastIndexOf('\r') + 1).strip();
  }

  @Test
  void shouldShowHowFarHowFastAndHowLongStill() {
    PhaseBar bar = bar(true);

    bar.moved(Phase.SEAL, 0, 1_000_000_000);
    now.set(2 * SECOND);
    bar.moved(Phase.SEAL, 250_000_000, 1_000_000_000);

    assertThat(lastShown())
        .isEqualTo(
            "seal    [#######.......................]  25 %  250 of 1000 MB  125 MB/s  6 s left");
  }

  @Test
  void shouldCountBlocksWhereItWaitsForThem() {
    PhaseBar bar = bar(true);

    bar.moved(Phase.CONFIRM, 0, 12);
    now.set(24 * SECOND);
    bar.moved(Phase.CONFIRM, 3, 12);

    assertThat(lastShown())
        .isEqualTo(
            "confirm [#######.......................]  25 %  3 of 12 blocks  1 min 12 s left");
  }

  @Test
  void shouldBeginANewLineForEveryPhase() {
    PhaseBar bar = bar(true);

    bar.moved(Phase.SEAL, 10, 10);
    bar.moved(Phase.STORE, 10, 10);
    bar.end();

    assertThat(shown.toString(StandardCharsets.UTF_8).chars().filter(c -> c == '\n')).hasSize(2);
  }

  @Test
  void shouldNotDrawMoreThanAnybodySees() {
    PhaseBar bar = bar(true);
    for (int i = 0; i < 1000; i++) {
      bar.moved(Phase.SEAL, i, 1_000_000);
    }

    assertThat(shown.toString(StandardCharsets.UTF_8).chars().filter(c -> c == '\r')).hasSize(1);
  }

  @Test
  void shouldSayNothingWhereNobodyLooks() {
    PhaseBar bar = bar(false);

    bar.moved(Phase.SEAL, 10, 10);
    bar.end();

    assertThat(shown.toByteArray()).isEmpty();
  }
}
