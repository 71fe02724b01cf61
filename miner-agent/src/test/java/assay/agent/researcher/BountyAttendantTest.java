package assay.agent.researcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BountyAttendantTest {

  private static final Instant DEADLINE = Instant.ofEpochSecond(30);
  private static final Duration WINDOW = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({
    "0, 0, false",
    "0, 19, false",
    "0, 20, true",
    "0, 29, true",
    "0, 30, false",
    "15, 20, false",
    "15, 25, true",
    "25, 29, false"
  })
  void shouldComplainInTheLastThirdAndNotAtFirstSight(long seen, long now, boolean complains) {
    assertThat(
            BountyAttendant.isLastCall(
                Instant.ofEpochSecond(now), Instant.ofEpochSecond(seen), DEADLINE, WINDOW))
        .isEqualTo(complains);
  }
}
