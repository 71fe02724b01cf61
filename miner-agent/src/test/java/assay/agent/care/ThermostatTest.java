package assay.agent.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.rig.FixedProbe;
import assay.agent.rig.RigReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThermostatTest {

  private static final StopRules RULES =
      new StopRules(Optional.of(new Limit(85, 75)), Optional.of(new Limit(320, 300)));

  private final AtomicLong nanos = new AtomicLong();
  private final Thermostat thermostat = new Thermostat(RULES, nanos::get);

  private Optional<String> judge(double degrees, double watts) {
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    return thermostat.judge(new FixedProbe(degrees, watts).look());
  }

  @Test
  void shouldRestFromTheLimitOnUntilItIsCoolEnough() {
    assertThat(judge(84, 100)).isEmpty();
    assertThat(judge(85, 100)).contains("GPU-0a is hot: 85 °C, the limit is 85; goes on at 75.");
    assertThat(judge(76, 100)).isPresent();
    assertThat(judge(75, 100)).isEmpty();
    assertThat(judge(84, 100)).isEmpty();
  }

  @Test
  void shouldRestForAMinuteAtLeast() {
    assertThat(judge(60, 320)).contains("GPU-0a draws 320 W, the limit is 320; goes on at 300.");
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());

    assertThat(thermostat.judge(new FixedProbe(60, 50).look())).isPresent();
    assertThat(judge(60, 50)).isEmpty();
  }

  @Test
  void shouldGoOnRestingWhenTheHotDeviceTellsNothingAnyMore() {
    judge(90, 100);
    nanos.addAndGet(Duration.ofHours(1).toNanos());

    assertThat(thermostat.judge(RigReport.EMPTY)).isPresent();
  }

  @Test
  void shouldNeverRestWithoutRules() {
    Thermostat lax = new Thermostat(StopRules.NONE, nanos::get);

    assertThat(lax.judge(new FixedProbe(200, 9_000).look())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"85,85", "85,86", "85,NaN"})
  void shouldRefuseALimitWithoutAGap(double stop, double resume) {
    assertThatThrownBy(() -> new Limit(stop, resume)).isInstanceOf(IllegalArgumentException.class);
  }
}
