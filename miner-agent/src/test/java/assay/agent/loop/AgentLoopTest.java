package assay.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.ChainUnreachableException;
import assay.chain.UnknownDeploymentException;
import assay.chain.WrongChainException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentLoopTest {

  private final List<String> done = new ArrayList<>();
  private final Narrator narrator = new Narrator(Clock.systemUTC(), note -> done.add(note.event()));

  @Test
  void shouldCallNoTaskBeforeTheGateIsPassed() {
    AgentTask gate =
        () -> {
          done.add("gate");
          if (done.size() == 1) {
            throw new ChainUnreachableException(
                URI.create("http://127.0.0.1:1"), new IOException("refused"));
          }
        };

    new AgentLoop(narrator, gate, List.of(this::workAndStop)).run();

    assertThat(done).containsExactly("gate", "waiting", "gate", "going-on", "work");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldEndForAnUnknownDeployment() {
    AgentTask gate =
        () -> {
          throw new UnknownDeploymentException("it is another chain.");
        };
    AgentLoop loop = new AgentLoop(narrator, gate, List.of(this::workAndStop));

    assertThatThrownBy(loop::run).isInstanceOf(UnknownDeploymentException.class);
    assertThat(done).isEmpty();
  }

  @Test
  void shouldEndForAWrongChainAtTheStart() {
    AgentLoop loop =
        new AgentLoop(narrator, AgentLoopTest::answerFromAnotherChain, List.of(this::workAndStop));

    assertThatThrownBy(loop::run).isInstanceOf(WrongChainException.class);
    assertThat(done).isEmpty();
  }

  @Test
  void shouldWaitForTheRightChainWhenAnotherAnswersLater() {
    AtomicInteger times = new AtomicInteger();
    AgentTask task =
        () -> {
          if (times.incrementAndGet() <= 2) {
            answerFromAnotherChain();
          }
          workAndStop();
        };

    new AgentLoop(narrator, () -> done.add("gate"), List.of(task)).run();

    assertThat(done).containsExactly("gate", "waiting", "work");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void answerFromAnotherChain() {
    throw new WrongChainException(URI.create("http://127.0.0.1:1"), 31_337, 1);
  }

  @Test
  void shouldEndAfterTheTaskAtHandWithoutAnInterrupt() {
    AtomicReference<AgentLoop> loop = new AtomicReference<>();
    AgentTask last =
        () -> {
          loop.get().end();
          done.add("last");
        };
    loop.set(new AgentLoop(narrator, List.of(last, () -> done.add("one too many"))));

    loop.get().run();

    assertThat(done).containsExactly("last");
    assertThat(Thread.interrupted()).isFalse();
  }

  private void workAndStop() {
    done.add("work");
    Thread.currentThread().interrupt();
  }
}
