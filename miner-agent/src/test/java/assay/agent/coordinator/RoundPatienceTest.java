package assay.agent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundPatienceTest {

  private static final Duration MOST = Duration.ofMinutes(10);

  private final RoundPatience patience = new RoundPatience(MOST);

  @Test
  void shouldWaitAsLongAsTheBountyAllowsUntilARoundWasDone() {
    assertThat(patience.next()).isEqualTo(MOST);
  }

  @Test
  void shouldThenWaitThriceTheLongestRoundWithinItsBounds() {
    patience.enough(Duration.ofSeconds(1));
    assertThat(patience.next()).isEqualTo(Duration.ofSeconds(10));

    patience.enough(Duration.ofSeconds(20));
    patience.enough(Duration.ofSeconds(5));
    assertThat(patience.next()).isEqualTo(Duration.ofMinutes(1));

    patience.enough(Duration.ofSeconds(500));
    assertThat(patience.next()).isEqualTo(MOST);
    assertThat(patience.longest()).isEqualTo(Duration.ofSeconds(500));
  }

  @Test
  void shouldWaitAsLongAsItMayAfterTooFewCame() {
    patience.enough(Duration.ofSeconds(1));

    patience.tooFew();

    assertThat(patience.next()).isEqualTo(MOST);
  }
}
