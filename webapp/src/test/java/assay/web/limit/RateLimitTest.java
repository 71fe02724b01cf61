package assay.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import assay.web.account.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-05-04T12:00:00Z"));
  private final RateLimit limit = new RateLimit(60, Duration.ofMinutes(1), clock);

  private int taken(String who, int tries) {
    int taken = 0;
    for (int attempt = 0; attempt < tries; attempt++) {
      taken += limit.take(who).isEmpty() ? 1 : 0;
    }
    return taken;
  }

  @Test
  void shouldGiveAMinutesWorthAtOnce() {
    assertThat(taken("alice", 100)).isEqualTo(60);
  }

  @Test
  void shouldSayWhenTheNextIsThere() {
    taken("alice", 60);
    clock.advance(Duration.ofMillis(400));

    assertThat(limit.take("alice")).contains(Duration.ofMillis(600));
    clock.advance(Duration.ofMillis(600));
    assertThat(limit.take("alice")).isEmpty();
    assertThat(limit.take("alice")).contains(Duration.ofSeconds(1));
  }

  @Test
  void shouldFillUpToAMinutesWorthAndNoFurther() {
    taken("alice", 60);

    clock.advance(Duration.ofSeconds(30));
    assertThat(taken("alice", 100)).isEqualTo(30);
    clock.advance(Duration.ofHours(1));
    assertThat(taken("alice", 100)).isEqualTo(60);
  }

  @Test
  void shouldCountEverybodyAlone() {
    taken("alice", 60);

    assertThat(taken("bob", 100)).isEqualTo(60);
  }

  @Test
  void shouldLimitNobodyWithoutALimit() {
    RateLimit none = new RateLimit(0, Duration.ofMinutes(1), clock);

    for (int attempt = 0; attempt < 1_000; attempt++) {
      assertThat(none.take("alice")).isEmpty();
    }
  }

  @Test
  void shouldForgetSomebodyRatherThanGrowWithoutEnd() {
    taken("alice", 60);
    for (int number = 0; number < 100_000; number++) {
      limit.take("stranger " + number);
    }

    assertThat(limit.take("alice")).isEmpty();
  }
}
