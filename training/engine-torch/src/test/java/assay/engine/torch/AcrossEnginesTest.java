package assay.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.engine.dl4j.Dl4jEngine;
import assay.training.bounty.CorrectCount;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.run.EpochReport;
import assay.training.run.LearningSchedule;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One spec, one set of weights, two engines: what the one says the other says. */
class AcrossEnginesTest {

  private static final Digits DIGITS = Digits.load();
  private static final TrainingEngine DL4J = new Dl4jEngine(System::nanoTime);
  private static final TrainingEngine TORCH = new TorchEngine(System::nanoTime);

  static Stream<ModelSpec> models() {
    return Stream.of(
        Architectures.perceptron(64, 128, 10, 16),
        Architectures.leNet(Shape.of(8, 8, 1), 10, 16),
        Specs.residual(Specs.ADAM));
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldAnswerAlike(ModelSpec spec) {
    Weights weights = FreshWeights.of(spec, new Random(3));

    float[][] ours = TORCH.predict(spec, weights, DIGITS.test());
    float[][] theirs = DL4J.predict(spec, weights, DIGITS.test());

    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).containsExactly(theirs[i], within(1e-4f));
    }
  }

  static Stream<ModelSpec> learners() {
    return Stream.of(
        Specs.residual("{'class_name':'SGD','config':{'learning_rate':0.05}}"),
        Specs.residual(
            "{'class_name':'SGD','config':"
                + "{'learning_rate':0.01,'momentum':0.9,'nesterov':true}}"),
        Specs.residual("{'class_name':'Adam','config':{'learning_rate':0.005,'epsilon':0.01}}"),
        under(Optimizer.Adam.withRate(0.003)),
        under(new Optimizer.RmsProp(0.001, 0.9, 1e-14)));
  }

  /** Gates lie in another order in Deeplearning4j: the digits' rows as a sequence, both ways. */
  private static ModelSpec lstm(String optimizer) {
    return Specs.spec(
        "[64]",
        "{'class_name':'Rescaling','name':'s','config':{'scale':0.0625}},"
            + "{'class_name':'Reshape','name':'r','config':{'target_shape':[8,8]}},"
            + "{'class_name':'Bidirectional','name':'b','config':{'merge_mode':'concat',"
            + "'layer':{'class_name':'LSTM','config':{'units':12,'return_sequences':true}}}},"
            + "{'class_name':'LSTM','name':'l','config':{'units':9}},"
            + "{'class_name':'Dense','name':'o','config':{'units':10,'activation':'softmax'}}",
        optimizer);
  }

  private static ModelSpec under(Optimizer optimizer) {
    ModelSpec spec = Architectures.perceptron(64, 128, 10, 16);
    return new ModelSpec(spec.input(), spec.layers(), spec.loss(), optimizer, spec.metrics());
  }

  /**
   * All but one number in a thousand, because rounding may choose the sign of a step. Under RMSprop
   * epsilon is tiny: Deeplearning4j adds it to the root, Keras to the mean square.
   */
  @ParameterizedTest
  @MethodSource("learners")
  void shouldTakeTheSameStepsFromTheSameWeights(ModelSpec spec) {
    LabelledData few = DIGITS.training().select(IntStream.range(0, 96).toArray());
    TrainingSettings settings = TrainingSettings.of(1, 3).withBatchSize(32);
    TrainingJob job = new TrainingJob(spec, few, few, settings);
    Weights weights = FreshWeights.of(spec, new Random(3));

    Weights ours = after(TORCH, job, weights);
    Weights theirs = after(DL4J, job, weights);

    for (int t = 0; t < ours.tensors().size(); t++) {
      Tensor tensor = theirs.tensors().get(t);
      assertThat(unlike(ours.tensors().get(t), tensor))
          .as(tensor.spec().key())
          .isLessThanOrEqualTo(tensor.size() / 1_000);
    }
  }

  /** Eleven batches on two devices, averaged after three each: the last round is no whole one. */
  @Test
  void shouldAverageDevicesAlike() {
    LabelledData few = DIGITS.training().select(IntStream.range(0, 170).toArray());
    TrainingSettings settings =
        TrainingSettings.of(2, 3).withBatchSize(16).withDevices(2).withAveragingEvery(3);
    ModelSpec spec = under(new Optimizer.Sgd(0.05, 0, false));
    TrainingJob job = new TrainingJob(spec, few, few, settings);
    Weights weights = FreshWeights.of(spec, new Random(3));

    Weights ours = after(TORCH, job, weights);
    Weights theirs = after(DL4J, job, weights);

    for (int t = 0; t < ours.tensors().size(); t++) {
      assertThat(unlike(ours.tensors().get(t), theirs.tensors().get(t))).isZero();
    }
  }

  private static long unlike(Tensor one, Tensor other) {
    return IntStream.range(0, one.size())
        .filter(i -> Math.abs(one.value(i) - other.value(i)) > 2e-4)
        .count();
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldReachTheSameAccuracyWithinAPoint(ModelSpec spec) {
    TrainingSettings settings =
        TrainingSettings.of(15, 7).withSchedule(new LearningSchedule.StepDecay(0.3, 4));
    TrainingJob job = new TrainingJob(spec, DIGITS.training(), DIGITS.test(), settings);

    double ours = accuracy(TORCH, job);
    double theirs = accuracy(DL4J, job);

    assertThat(ours).isCloseTo(theirs, within(0.01));
  }

  static Stream<Arguments> rememberersAcross() {
    List<ModelSpec> specs =
        Stream.concat(
                learners(),
                Stream.of(
                    lstm("{'class_name':'Adam','config':{'learning_rate':0.005,'epsilon':0.01}}"),
                    lstm(
                        "{'class_name':'SGD','config':"
                            + "{'learning_rate':0.05,'momentum':0.9,'nesterov':true}}"),
                    under(new Optimizer.Adagrad(0.01, 0.1, 1e-7)),
                    under(new Optimizer.Adadelta(1, 0.95, 1e-6))))
            .toList();
    return specs.stream()
        .flatMap(
            spec -> Stream.of(Arguments.of(spec, TORCH, DL4J), Arguments.of(spec, DL4J, TORCH)));
  }

  @ParameterizedTest
  @MethodSource("rememberersAcross")
  void shouldCarryTheOptimizersMemory(ModelSpec spec, TrainingEngine one, TrainingEngine other) {
    LabelledData few = DIGITS.training().select(IntStream.range(0, 96).toArray());
    TrainingSettings settings = TrainingSettings.of(2, 3).withBatchSize(32);
    TrainingJob job = new TrainingJob(spec, few, few, settings);
    TrainingState half = one.train(job, new Kept(1));

    Weights stayed = one.resume(job, half, TrainingListener.NONE).weights();
    Weights went = other.resume(job, half.carriedTo(other.name()), TrainingListener.NONE).weights();

    for (int t = 0; t < went.tensors().size(); t++) {
      Tensor tensor = went.tensors().get(t);
      assertThat(unlike(stayed.tensors().get(t), tensor))
          .as(tensor.spec().key())
          .isLessThanOrEqualTo(tensor.size() / 1_000);
    }
  }

  static Stream<Arguments> waysAcross() {
    return Stream.of(Arguments.of(TORCH, DL4J), Arguments.of(DL4J, TORCH));
  }

  @ParameterizedTest
  @MethodSource("waysAcross")
  void shouldGoOnFromTheOthersCheckpoint(TrainingEngine one, TrainingEngine other) {
    ModelSpec spec = Architectures.perceptron(64, 128, 10, 16);
    TrainingSettings settings = TrainingSettings.of(12, 7);
    TrainingJob job = new TrainingJob(spec, DIGITS.training(), DIGITS.test(), settings);
    Kept kept = new Kept(6);
    TrainingState half = one.train(job, kept);

    TrainingState whole = other.resume(job, half.carriedTo(other.name()), kept);

    assertThat(half.epochsDone()).isEqualTo(6);
    assertThat(whole.epochsDone()).isEqualTo(12);
    assertThat(whole.engine()).isEqualTo(other.name());
    assertThat(kept.losses.get(6)).isLessThan(kept.losses.get(3));
    assertThat(other.evaluate(spec, whole.weights(), DIGITS.test()).correct())
        .isGreaterThan(540 * 96 / 100);
  }

  /** Remembers each epoch's loss and stops at one of them. */
  private static final class Kept implements TrainingListener {

    private final List<Double> losses = new ArrayList<>();
    private final int stopAt;

    Kept(int stopAt) {
      this.stopAt = stopAt;
    }

    @Override
    public void onEpoch(EpochReport report) {
      losses.add(report.loss());
    }

    @Override
    public boolean wantsStop() {
      return losses.size() == stopAt;
    }
  }

  private static double accuracy(TrainingEngine engine, TrainingJob job) {
    TrainingState state = engine.train(job, TrainingListener.NONE);
    CorrectCount count = engine.evaluate(job.spec(), state.weights(), job.validation());
    return (double) count.correct() / count.samples();
  }

  private static Weights after(TrainingEngine engine, TrainingJob job, Weights weights) {
    float[] memory = engine.train(job, TrainingListener.NONE).optimizerMemory();
    TrainingState begin =
        new TrainingState(job.fingerprint(), engine.name(), 0, weights, new float[memory.length]);
    return engine.resume(job, begin, TrainingListener.NONE).weights();
  }
}
