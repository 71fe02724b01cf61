package assay.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunPaceTest {

  @ParameterizedTest(name = "{0} has {1} to {2} points")
  @CsvSource({"PT1M, 55, 60", "PT1H, 500, 900", "P7D, 1500, 2000"})
  void shouldLeaveShortRunsManyPointsAndLongOnesNotTooMany(Duration run, int least, int most) {
    int points = 0;
    for (Duration at = Duration.ZERO; at.compareTo(run) < 0; at = at.plus(RunPace.after(at))) {
      points++;
    }

    assertThat(points).isBetween(least, most);
  }
}
