package assay.training.pool;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.pool.JointRound.Contribution;
import assay.training.run.SoftmaxRegressionEngine;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator with the even digits, after two epochs; others with other samples. */
class StepGuardTest {

  private static final TrainingEngine ENGINE = new SoftmaxRegressionEngine(System::nanoTime);
  private static final LabelledData DIGITS = Digits.load().training();
  private static final Address OPERATOR = new Address("0x" + "11".repeat(20));
  private static final Address MEMBER = new Address("0x" + "22".repeat(20));
  private static final TrainingSettings SETTINGS = TrainingSettings.of(9, 7).withBatchSize(16);
  private static final ModelSpec MODEL =
      ModelSpecJson.read(
          ("{'format':'assay-model/1','input_shape':[64],'layers':["
                  + "{'class_name':'Rescaling','name':'s','config':{'scale':0.0625}},"
                  + "{'class_name':'Dense','name':'o','config':{'units':10,'activation':'softmax'}}],"
                  + "'loss':'categorical_crossentropy','metrics':['accuracy'],"
                  + "'optimizer':{'class_name':'SGD','config':{'learning_rate':0.3}}}")
              .replace('\'', '"')
              .getBytes(StandardCharsets.UTF_8));

  private static JointRound round;
  private static StepGuard guard;

  @BeforeAll
  static void begin() {
    Weights common =
        ENGINE
            .train(
                new TrainingJob(MODEL, DIGITS, DIGITS.select(0), TrainingSettings.of(2, 7)),
                TrainingListener.NONE)
            .weights();
    round = new JointRound(2, common);
    guard = new StepGuard(common, trained(OPERATOR, label -> label % 2 == 0));
  }

  private static Contribution trained(Address member, IntPredicate labels) {
    return trained(
        member,
        IntStream.range(0, DIGITS.size()).filter(i -> labels.test(DIGITS.label(i))).toArray());
  }

  private static Contribution trained(Address member, int... places) {
    LabelledData own = DIGITS.select(places);
    return round.train(ENGINE, new TrainingJob(MODEL, own, own.select(0), SETTINGS), member);
  }

  private static Contribution sent(DoubleUnaryOperator change) {
    Weights weights =
        new Weights(
            round.common().tensors().stream()
                .map(
                    tensor -> {
                      float[] values = tensor.values();
                      for (int i = 0; i < values.length; i++) {
                        values[i] = (float) change.applyAsDouble(values[i]);
                      }
                      return Tensor.of(tensor.spec(), values);
                    })
                .toList());
    return new Contribution(MEMBER, weights, 100);
  }

  @Test
  void shouldTakeWhatOtherDataOrLittleOrNothingGave() {
    assertThatCode(() -> guard.require(trained(MEMBER, label -> label % 2 == 1)))
        .doesNotThrowAnyException();
    assertThatCode(() -> guard.require(trained(MEMBER, label -> label == 7)))
        .doesNotThrowAnyException();
    assertThatCode(() -> guard.require(trained(MEMBER, 3, 4, 5))).doesNotThrowAnyException();
    assertThatCode(() -> guard.require(sent(value -> value))).doesNotThrowAnyException();
  }

  @Test
  void shouldLetManySamplesLeadFartherThanFew() {
    StepGuard few = new StepGuard(round.common(), trained(OPERATOR, 3));

    assertThatCode(() -> few.require(trained(MEMBER, label -> true))).doesNotThrowAnyException();
  }

  @Test
  void shouldTakeWhatIsLearnedWhereTheOperatorLearnsNothing() {
    StepGuard idle = new StepGuard(round.common(), new Contribution(OPERATOR, round.common(), 628));

    assertThatCode(() -> idle.require(trained(MEMBER, 1, 2, 3))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"0, 1e30", "-100, 0", "100, 0", "1, 5"})
  void shouldRefuseWhatNoTrainingGives(double factor, double summand) {
    assertThatThrownBy(() -> guard.require(sent(value -> factor * value + summand)))
        .isInstanceOf(RoundRefusedException.class)
        .hasMessageContaining("is no training");
  }
}
