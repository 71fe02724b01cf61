package assay.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.loop.Note;
import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.report.RunLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunLogTest {

  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00.123456Z");

  private final RunLog log = new RunLog();

  private void tell(int second, String event, Object subject, String message) {
    log.accept(new Note(NOON.plusSeconds(second), event, subject.toString(), message, Map.of()));
  }

  private List<String> lines() {
    return log.from(BOUNTY, 0).stream().map(RunLog.Numbered::line).map(RunLine::text).toList();
  }

  @Test
  void shouldLetOnlyNotesThroughThatNameNoMachine() {
    tell(0, "training-begins", BOUNTY, "Trains on 5 samples of 1 datasets.");
    tell(1, "state-lost", BOUNTY, "Begins again: http://10.0.0.7:5001 is away.");
    tell(2, "waits", "chain", "Nothing at http://10.0.0.7:8545.");
    tell(3, "training-rests", "rig", "Training rests: GPU-7f3a is hot: 90 °C.");
    tell(4, "anything-new", BOUNTY, "/home/anna/key.json");

    assertThat(lines())
        .containsExactly(
            "Trains on 5 samples of 1 datasets.",
            "Training rests: a device is too hot or draws too much.");
  }

  @Test
  void shouldKeepALineOfProgressEveryFiveSeconds() {
    for (int second = 0; second < 15; second++) {
      tell(second, "training", BOUNTY, "epoch " + second);
    }

    assertThat(lines()).containsExactly("epoch 0", "epoch 5", "epoch 10");
  }

  @Test
  void shouldKeepTheNewestLinesAndKnowThemByNumber() {
    for (int number = 0; number < RunLog.MOST_LINES + 5; number++) {
      tell(number, "resumed", BOUNTY, "line " + number);
    }

    assertThat(lines()).hasSize(RunLog.MOST_LINES).startsWith("line 5");
    assertThat(log.from(BOUNTY, RunLog.MOST_LINES + 3L))
        .extracting(line -> line.line().text())
        .containsExactly("line 103", "line 104");
  }

  @Test
  void shouldCutWhatIsTooLong() {
    tell(0, "resumed", BOUNTY, "x".repeat(1_000));

    assertThat(lines()).containsExactly("x".repeat(RunLine.LONGEST));
  }
}
