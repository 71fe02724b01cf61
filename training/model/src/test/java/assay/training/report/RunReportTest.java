package assay.training.report;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunReportTest {

  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final RunSetup SETUP = new RunSetup("dl4j", "Adam", "Processor", 1, 16, 40, 100);

  private static RunPoint point(Instant at, double loss, double accuracy) {
    return new RunPoint(
        at,
        1,
        10,
        loss,
        Optional.of(accuracy),
        Optional.empty(),
        5,
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldRefuseALossThatIsNoNumber(double loss) {
    assertThatIllegalArgumentException().isThrownBy(() -> point(NOON, loss, 0.5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void shouldRefuseAnAccuracyThatIsNoPart(double accuracy) {
    assertThatIllegalArgumentException().isThrownBy(() -> point(NOON, 0.5, accuracy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "2026-05-04T12:00:00.000001Z"})
  void shouldRefuseATimeThatNoReportIsOf(String at) {
    assertThatIllegalArgumentException().isThrownBy(() -> point(Instant.parse(at), 0.5, 0.5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines", "\u001b[2J", "\u202eback"})
  void shouldRefuseALineThatPlaysTricks(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RunLine(NOON, text));
  }

  @Test
  void shouldRefuseWhatIsTooLong() {
    List<RunPoint> points = Collections.nCopies(RunReport.MOST_POINTS + 1, point(NOON, 1, 1));
    List<RunLine> lines = Collections.nCopies(RunReport.MOST_LINES + 1, new RunLine(NOON, "line"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunReport(RunPhase.TRAINING, SETUP, points, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunReport(RunPhase.TRAINING, SETUP, List.of(), lines));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunLine(NOON, "x".repeat(RunLine.LONGEST + 1)));
  }
}
