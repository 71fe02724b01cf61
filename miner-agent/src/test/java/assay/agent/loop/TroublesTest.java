package assay.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroublesTest {

  private final RuntimeException dead = new IllegalStateException("The chain is dead.");
  private final RuntimeException full = new IllegalStateException("The disk is full.");

  private final List<String> told = new ArrayList<>();
  private final Narrator narrator =
      new Narrator(Clock.systemUTC(), note -> told.add(note.event() + ": " + note.message()));
  private final AgentTask miner = () -> {};
  private final AgentTask owner = () -> {};
  private long now;
  private final Troubles troubles = new Troubles(narrator, () -> now);

  @Test
  void shouldTellAReasonOnceForAllTasksAndAllTurns() {
    troubles.failed(miner, dead);
    troubles.failed(owner, dead);
    troubles.failed(miner, dead);

    assertThat(told).containsExactly("waiting: The chain is dead.");
  }

  @Test
  void shouldNotTakeATurnThatTriedNothingForAnEnd() {
    troubles.failed(miner, dead);
    now = Troubles.CALM.toNanos() - 1;
    troubles.passed(miner);
    troubles.failed(miner, dead);
    now += Troubles.CALM.toNanos() - 1;
    troubles.passed(miner);

    assertThat(told).containsExactly("waiting: The chain is dead.");
  }

  @Test
  void shouldGoOnWhenNoTaskHasTheReasonAnyLonger() {
    troubles.failed(miner, dead);
    troubles.failed(owner, dead);
    now = Troubles.CALM.toNanos();
    troubles.passed(miner);
    troubles.passed(miner);
    troubles.passed(owner);

    assertThat(told).containsExactly("waiting: The chain is dead.", "going-on: Going on.");
  }

  @Test
  void shouldTellAnotherReasonAndOneThatCameBack() {
    troubles.failed(miner, dead);
    troubles.failed(miner, full);
    troubles.succeeded(miner);
    troubles.failed(miner, dead);

    assertThat(told)
        .containsExactly(
            "waiting: The chain is dead.",
            "waiting: The disk is full.",
            "going-on: Going on.",
            "waiting: The chain is dead.");
  }
}
