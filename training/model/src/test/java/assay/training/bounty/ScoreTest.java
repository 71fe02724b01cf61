package assay.training.bounty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScoreTest {

  @Test
  void shouldCountInMillionthsRoundedDown() {
    Score score = Score.of(new CorrectCount(431, 440));

    assertThat(score.millionths()).isEqualTo(979_545);
    assertThat(score).hasToString("97.9545 %");
  }

  @Test
  void shouldRefuseImpossibleScores() {
    assertThatThrownBy(() -> new CorrectCount(441, 440)).isInstanceOf(BountyRuleException.class);
    assertThatThrownBy(() -> new Score(1_000_001)).isInstanceOf(BountyRuleException.class);
    assertThatThrownBy(() -> Score.ofShare("0.1234567")).isInstanceOf(BountyRuleException.class);
    assertThatThrownBy(() -> new ScoreReport(4_294_967_293L))
        .isInstanceOf(BountyRuleException.class);
  }
}
