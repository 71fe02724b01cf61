package assay.training.federated.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.attack.Attack.Kind;
import assay.training.federated.data.Samples;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttackTest {

  private static final float[] DELTA = {1, -2};
  private static final float[] FIRST = {7, 7};

  @Test
  void shouldDoWhatItsKindSays() {
    assertThat(sent(Kind.NONE, 4)).containsExactly(1, -2);
    assertThat(sent(Kind.SIGN_FLIP, 4)).containsExactly(-4, 8);
    assertThat(sent(Kind.SCALING, 4)).containsExactly(4, -8);
    assertThat(sent(Kind.STALE, 4)).containsExactly(7, 7);
    assertThat(sent(Kind.NOT_A_NUMBER, 4)).containsOnly(Float.NaN);
    assertThat(sent(Kind.NOISE, 4)).doesNotContain(1, -2);
    assertThat(DELTA).containsExactly(1, -2);
  }

  @Test
  void shouldTurnLabelsRoundWhereItPoisons() {
    Samples samples = new Samples(1, 10, new float[] {0.5f, 0.6f}, new int[] {0, 7});

    Samples poisoned = new Attack(Kind.LABEL_FLIP, 1).poison(samples);

    assertThat(poisoned.label(0)).isEqualTo(9);
    assertThat(poisoned.label(1)).isEqualTo(2);
    assertThat(samples.label(0)).isZero();
    assertThat(Attack.NONE.poison(samples)).isSameAs(samples);
  }

  @Test
  void shouldRefuseAStrengthThatIsNone() {
    assertThatThrownBy(() -> new Attack(Kind.SCALING, Double.NaN))
        .isInstanceOf(FederatedRefusedException.class);
  }

  private static float[] sent(Kind kind, double strength) {
    return new Attack(kind, strength).deform(DELTA, FIRST, new Random(1));
  }
}
