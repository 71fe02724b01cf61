package assay.training.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.pool.JointRound.Contribution;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JointRoundTest {

  private static final long SEED = 7;
  private static final ModelSpec MODEL = Architectures.perceptron(4, 3, 2, 1);
  private static final Address ANNA = new Address("0x" + "0a".repeat(20));
  private static final Address BRUNO = new Address("0x" + "0b".repeat(20));
  private static final JointRound ROUND = new JointRound(3, all(0));

  private static Weights all(float value) {
    return new Weights(
        MODEL.tensors().stream()
            .map(
                spec -> {
                  float[] values = new float[(int) spec.shape().elements()];
                  Arrays.fill(values, value);
                  return Tensor.of(spec, values);
                })
            .toList());
  }

  private static Weights random(Random random) {
    return new Weights(
        MODEL.tensors().stream()
            .map(
                spec -> {
                  float[] values = new float[(int) spec.shape().elements()];
                  for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian();
                  }
                  return Tensor.of(spec, values);
                })
            .toList());
  }

  @Test
  void shouldWeighMembersByTheirSamples() {
    JointRound next =
        ROUND.averaged(
            List.of(new Contribution(ANNA, all(1), 30), new Contribution(BRUNO, all(5), 10)));

    assertThat(next).isEqualTo(new JointRound(4, all(2)));
  }

  @Test
  void shouldGiveBackWhatAllAgreeOnBitForBit() {
    Weights same = random(new Random(SEED));

    JointRound next =
        ROUND.averaged(
            List.of(new Contribution(ANNA, same, 419), new Contribution(BRUNO, same, 838)));

    assertThat(next.common()).as("seed %d", SEED).isEqualTo(same);
  }

  @Test
  void shouldGiveTheSameBitsInWhateverOrderContributionsCome() {
    Random random = new Random(SEED);
    for (int number = 0; number < 100; number++) {
      List<Contribution> contributions = new ArrayList<>();
      for (int member = 1; member <= 5; member++) {
        contributions.add(
            new Contribution(
                new Address("0x%040x".formatted(member)),
                random(random),
                1 + random.nextInt(10_000)));
      }
      JointRound first = ROUND.averaged(contributions);

      Collections.shuffle(contributions, random);

      assertThat(ROUND.averaged(contributions))
          .as("seed %d, case %d", SEED, number)
          .isEqualTo(first);
    }
  }

  @Test
  void shouldRefuseNobodyTwiceTheSameAndAnotherModel() {
    Contribution anna = new Contribution(ANNA, all(1), 1);
    Weights other = new Weights(List.of());

    assertThatThrownBy(() -> ROUND.averaged(List.of())).hasMessageContaining("one of each");
    assertThatThrownBy(() -> ROUND.averaged(List.of(anna, anna)))
        .hasMessageContaining("2 contributions of 1 members");
    assertThatThrownBy(() -> ROUND.averaged(List.of(new Contribution(BRUNO, other, 1))))
        .hasMessageContaining("another model");
    assertThatThrownBy(() -> new Contribution(ANNA, all(1), 0)).hasMessageContaining("none");
  }
}
