package assay.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CheckpointPaceTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final CheckpointPace pace = new CheckpointPace(Duration.ofNanos(10), now::get);

  @Test
  void shouldWaitForThePauseFromTheBeginningAndFromEachState() {
    assertThat(pace.isOver()).isFalse();
    now.addAndGet(10);
    assertThat(pace.isOver()).isTrue();
    pace.kept();
    now.addAndGet(9);
    assertThat(pace.isOver()).isFalse();
  }

  @Test
  void shouldWaitForNothingWithoutAPause() {
    assertThat(new CheckpointPace(Duration.ZERO, now::get).isOver()).isTrue();
  }
}
