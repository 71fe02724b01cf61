package assay.training.bounty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.spec.Metric;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictRuleTest {

  private static final VerdictRule THREE = new VerdictRule(3, 2, 440);
  private static final VerdictRule FIVE = new VerdictRule(5, 3, 10_000);

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource({
    "430 430 430, 430",
    "430 100 431, 430",
    "0 430 431, 430",
    "440 430 430, 430",
    "430 431, 430",
    "431 430, 430",
    "430 432, undecided",
    "430, undecided",
    "'', undecided",
    "430 430 I, 430",
    "430 I U, invalid",
    "I I, invalid",
    "I I I, invalid",
    "430 I, undecided"
  })
  void shouldJudgeAPanelOfThree(String reports, String verdict) {
    assertThat(THREE.judge(parse(reports))).isEqualTo(verdict(verdict));
  }

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource({
    "9000 9001 9002 9003 9004, 9002",
    "9000 9001 9021 9030, 9001",
    "9000 9001 9022 9030, undecided",
    "9000 9001 9002 I I, 9001",
    "9000 9001 I I I, invalid",
    "9000 9001, undecided"
  })
  void shouldJudgeAPanelOfFive(String reports, String verdict) {
    assertThat(FIVE.judge(parse(reports))).isEqualTo(verdict(verdict));
  }

  @Test
  void shouldCallACountBeyondTheToleranceALie() {
    Verdict verdict = new Verdict.Counted(430);

    assertThat(THREE.isLie(new ScoreReport(431), verdict)).isFalse();
    assertThat(THREE.isLie(new ScoreReport(432), verdict)).isTrue();
    assertThat(THREE.isLie(new ScoreReport(428), verdict)).isTrue();
    assertThat(THREE.isLie(ScoreReport.INVALID, verdict)).isFalse();
    assertThat(THREE.isLie(new ScoreReport(1), new Verdict.Undecided())).isFalse();
  }

  @Test
  void shouldTolerateAFiveHundredthRoundedDownButAtLeastOne() {
    assertThat(new VerdictRule(3, 2, 999).tolerance()).isEqualTo(1);
    assertThat(new VerdictRule(3, 2, 1_000).tolerance()).isEqualTo(2);
  }

  @Test
  void shouldRefuseAQuorumThatIsNoMajority() {
    assertThatThrownBy(() -> new VerdictRule(4, 2, 10)).isInstanceOf(BountyRuleException.class);
  }

  @Test
  void shouldDecideTheCriterionInWholeNumbers() {
    Criterion criterion = new Criterion(Metric.ACCURACY, Score.ofShare("0.95"));

    assertThat(criterion.isMetBy(new CorrectCount(418, 440))).isTrue();
    assertThat(criterion.isMetBy(new CorrectCount(417, 440))).isFalse();
    assertThat(Score.of(new CorrectCount(431, 440)).millionths()).isEqualTo(979_545);
    assertThat(Score.of(new CorrectCount(431, 440))).hasToString("97.9545 %");
  }

  @Test
  void shouldRefuseImpossibleScores() {
    assertThatThrownBy(() -> new CorrectCount(441, 440)).isInstanceOf(BountyRuleException.class);
    assertThatThrownBy(() -> new Score(1_000_001)).isInstanceOf(BountyRuleException.class);
    assertThatThrownBy(() -> Score.ofShare("0.1234567")).isInstanceOf(BountyRuleException.class);
    assertThatThrownBy(() -> new ScoreReport(4_294_967_293L))
        .isInstanceOf(BountyRuleException.class);
  }

  private static List<ScoreReport> parse(String reports) {
    return Arrays.stream(reports.split(" "))
        .filter(word -> !word.isEmpty())
        .map(VerdictRuleTest::report)
        .toList();
  }

  private static ScoreReport report(String word) {
    return switch (word) {
      case "I" -> ScoreReport.INVALID;
      case "U" -> ScoreReport.UNAVAILABLE;
      default -> new ScoreReport(Long.parseLong(word));
    };
  }

  private static Verdict verdict(String word) {
    return switch (word) {
      case "undecided" -> new Verdict.Undecided();
      case "invalid" -> new Verdict.Invalid();
      default -> new Verdict.Counted(Integer.parseInt(word));
    };
  }
}
