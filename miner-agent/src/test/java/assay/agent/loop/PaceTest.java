package assay.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Pace PACE = new Pace(Duration.ofMinutes(1));
  private static final Instant LAST = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shouldWaitForItsPauseAndNoLonger() {
    assertThat(PACE.isDue(LAST, LAST)).isFalse();
    assertThat(PACE.isDue(LAST, LAST.plusSeconds(59))).isFalse();
    assertThat(PACE.isDue(LAST, LAST.plusSeconds(60))).isTrue();
  }

  @Test
  void shouldNotWaitAnHourForAClockThatWasSetBackOne() {
    assertThat(PACE.isDue(LAST, LAST.minusSeconds(3600))).isTrue();
    assertThat(PACE.isDue(LAST.minusSeconds(3600), LAST.minusSeconds(3540))).isTrue();
  }
}
