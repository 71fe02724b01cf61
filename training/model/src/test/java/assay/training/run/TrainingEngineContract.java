package assay.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.chain.Address;
import assay.training.bounty.CorrectCount;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.data.DataFormat;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.pool.JointRound;
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every training engine must do; twin and engines run these same tests. */
public abstract class TrainingEngineContract {

  private static final Digits DIGITS = Digits.load();
  private static final ModelSpec LINEAR = linear(64, 10, 1.0 / 16, 0.3);
  private static final TrainingSettings SETTINGS = TrainingSettings.of(6, 7).withBatchSize(16);

  private static final Address ANNA = new Address("0x" + "0a".repeat(20));
  private static final Address BRUNO = new Address("0x" + "0b".repeat(20));

  /** A fresh engine. */
  protected abstract TrainingEngine engine();

  @Test
  void shouldLearnTheDigits() {
    TrainingJob job = job(SETTINGS);

    TrainingState state = engine().train(job, TrainingListener.NONE);

    CorrectCount count = engine().evaluate(LINEAR, state.weights(), DIGITS.test());
    assertThat(state.epochsDone()).isEqualTo(6);
    assertThat(count.correct()).isGreaterThan(count.samples() * 9 / 10);
  }

  @Test
  void shouldLearnOnTwoDevices() {
    TrainingJob job = job(SETTINGS.withDevices(2));

    TrainingState state = engine().train(job, TrainingListener.NONE);

    CorrectCount count = engine().evaluate(LINEAR, state.weights(), DIGITS.test());
    assertThat(count.correct()).isGreaterThan(count.samples() * 9 / 10);
  }

  @Test
  void shouldGiveTheSameWeightsForTheSameSeed() {
    TrainingJob job = job(SETTINGS.withDevices(2));

    TrainingState first = engine().train(job, TrainingListener.NONE);
    TrainingState second = engine().train(job, TrainingListener.NONE);

    assertClose(second.weights(), first.weights());
  }

  @Test
  void shouldGiveOtherWeightsForAnotherSeed() {
    TrainingState first = engine().train(job(TrainingSettings.of(1, 7)), TrainingListener.NONE);
    TrainingState second = engine().train(job(TrainingSettings.of(1, 8)), TrainingListener.NONE);

    assertThat(second.weights()).isNotEqualTo(first.weights());
  }

  @Test
  void shouldReportProgressEpochsAndCheckpoints() {
    Recorder recorder = new Recorder(Integer.MAX_VALUE);

    engine().train(job(SETTINGS.withCheckpointEvery(4)), recorder);

    assertThat(recorder.epochs).extracting(EpochReport::epoch).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(recorder.epochs.get(5).loss()).isLessThan(recorder.epochs.get(0).loss());
    assertThat(recorder.epochs.get(5).validation().samples()).isEqualTo(540);
    assertThat(recorder.states).extracting(TrainingState::epochsDone).containsExactly(4, 6);
    assertThat(recorder.progress).isNotEmpty();
    assertThat(recorder.progress)
        .allMatch(p -> p.samplesTotal() == 6L * 1_257 && p.samplesDone() <= p.samplesTotal())
        .allMatch(p -> p.samplesPerSecond() > 0 && !p.remaining().isNegative());
  }

  @Test
  void shouldCountEachSampleOnceOnTwoDevices() {
    Recorder recorder = new Recorder(Integer.MAX_VALUE);

    engine().train(job(SETTINGS.withDevices(2)), recorder);

    assertThat(recorder.progress)
        .isNotEmpty()
        .allSatisfy(
            now -> {
              assertThat(now.samplesDone()).isLessThanOrEqualTo(now.samplesTotal());
              assertThat(now.remaining()).isGreaterThanOrEqualTo(Duration.ZERO);
            });
  }

  @Test
  void shouldStopAfterTheEpochWhenAsked() {
    TrainingState state = engine().train(job(SETTINGS), new Recorder(2));

    assertThat(state.epochsDone()).isEqualTo(2);
  }

  @Test
  void shouldStopEarlyAndGiveBackTheBestEpoch() {
    TrainingSettings settings =
        SETTINGS.withStopping(new Stopping.Early(2, Double.MAX_VALUE, true));
    Recorder recorder = new Recorder(Integer.MAX_VALUE);

    TrainingState state = engine().train(job(settings), recorder);

    assertThat(recorder.epochs).hasSize(3);
    assertThat(state.epochsDone()).isEqualTo(1);
  }

  @Test
  void shouldLearnFromNoisySamplesRepeatably() {
    TrainingSettings noisy = SETTINGS.withAugmentation(new Augmentation(false, 0, 0.1));

    TrainingState plain = engine().train(job(SETTINGS), TrainingListener.NONE);
    TrainingState first = engine().train(job(noisy), TrainingListener.NONE);
    TrainingState second = engine().train(job(noisy), TrainingListener.NONE);

    assertThat(first.weights()).isNotEqualTo(plain.weights());
    assertClose(second.weights(), first.weights());
  }

  @Test
  void shouldGoOnFromACheckpointAsIfItHadNeverStopped() throws IOException {
    TrainingJob job = job(SETTINGS.withSchedule(new LearningSchedule.StepDecay(0.5, 2)));
    TrainingState whole = engine().train(job, TrainingListener.NONE);
    TrainingState part = engine().train(job, new Recorder(3));

    TrainingState resumed = engine().resume(job, throughAFile(part), TrainingListener.NONE);

    assertThat(resumed.epochsDone()).isEqualTo(6);
    assertClose(resumed.weights(), whole.weights());
  }

  @Test
  void shouldMakeNoStateThatIsNotWantedButTheLast() {
    List<TrainingState> made = new ArrayList<>();
    TrainingListener unwilling =
        new TrainingListener() {
          @Override
          public boolean wantsCheckpoint() {
            return false;
          }

          @Override
          public void onCheckpoint(TrainingState state) {
            made.add(state);
          }
        };

    engine().train(job(TrainingSettings.of(3, 7)), unwilling);

    assertThat(made).extracting(TrainingState::epochsDone).containsExactly(3);
  }

  @Test
  void shouldRefuseTheStateOfAnotherJob() {
    TrainingState state = engine().train(job(TrainingSettings.of(1, 7)), TrainingListener.NONE);
    TrainingJob other = job(TrainingSettings.of(1, 8));

    assertThatThrownBy(() -> engine().resume(other, state, TrainingListener.NONE))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("begin anew");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldEndWithWhatTheListenerThrows(int devices) {
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void onProgress(Progress now) {
            throw new UnsupportedOperationException("no more room for lines");
          }
        };

    assertThatThrownBy(() -> engine().train(job(SETTINGS.withDevices(devices)), failing))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("no more room");
  }

  @Test
  void shouldAnswerAlikeAsOftenAsAsked() {
    TrainingState state = engine().train(job(TrainingSettings.of(1, 7)), TrainingListener.NONE);
    LabelledData few = DIGITS.test().select(3, 1, 4);
    float[][] once = engine().predict(LINEAR, state.weights(), few);

    try (LoadedModel model = engine().load(LINEAR, state.weights())) {
      assertThat(model.answers(few)).isDeepEqualTo(once);
      assertThat(model.answers(DIGITS.test())).hasNumberOfRows(540);
      assertThat(model.answers(few)).isDeepEqualTo(once);
    }
  }

  @Test
  void shouldReadKernelsInKerasLayout() {
    ModelSpec spec = linear(3, 2, 2.0, 0.1);
    Weights weights =
        new Weights(
            List.of(
                Tensor.of(spec.tensors().get(0), new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f}),
                Tensor.of(spec.tensors().get(1), new float[] {0.05f, -0.05f})));
    LabelledData data =
        LabelledData.of(
            new DataFormat(3, -10, 10, 2), List.of(new Sample(new float[] {1, -2, 3}, 1)));

    float[][] answers = engine().predict(spec, weights, data);

    double first = 2 * (0.1 - 0.6 + 1.5) + 0.05;
    double second = 2 * (0.2 - 0.8 + 1.8) - 0.05;
    double share = 1 / (1 + Math.exp(first - second));
    assertThat(answers).hasNumberOfRows(1);
    assertThat((double) answers[0][1]).isCloseTo(share, within(1e-5));
    assertThat(answers[0][0] + answers[0][1]).isCloseTo(1f, within(1e-5f));
  }

  /** Plain gradient descent keeps nothing from epoch to epoch that a round would lose. */
  @Test
  void shouldTrainWithAMemberOfTheSameSamplesAsItWouldAlone() {
    TrainingJob job = job(SETTINGS);
    JointRound round = new JointRound(1, engine().train(job, new Recorder(1)).weights());

    JointRound next =
        round.averaged(
            List.of(round.train(engine(), job, ANNA), round.train(engine(), job, BRUNO)));

    assertThat(next.epochsDone()).isEqualTo(2);
    assertClose(next.common(), engine().train(job, new Recorder(2)).weights());
  }

  @Test
  void shouldLearnTheDigitsFromMembersWithHalfOfThemEach() {
    TrainingJob even = shard(0);
    TrainingJob odd = shard(1);
    JointRound round = new JointRound(1, engine().train(even, new Recorder(1)).weights());

    while (round.epochsDone() < SETTINGS.epochs()) {
      round =
          round.averaged(
              List.of(round.train(engine(), even, ANNA), round.train(engine(), odd, BRUNO)));
    }

    CorrectCount count = engine().evaluate(LINEAR, round.common(), DIGITS.test());
    assertThat(count.correct()).isGreaterThan(count.samples() * 9 / 10);
  }

  private static TrainingJob shard(int first) {
    LabelledData all = DIGITS.training();
    int[] own = IntStream.range(0, all.size()).filter(i -> i % 2 == first).toArray();
    return new TrainingJob(LINEAR, all.select(own), DIGITS.test(), SETTINGS);
  }

  @Test
  void shouldDescribeItselfForTheProvenance() {
    assertThat(engine().software()).isNotEmpty();
    assertThat(engine().hardware()).isNotEmpty();
    assertThat(engine().name()).isNotBlank();
  }

  /** Softmax regression under plain gradient descent. */
  protected static ModelSpec linear(int inputs, int classes, double scale, double rate) {
    LayerName scaled = new LayerName("scale");
    return new ModelSpec(
        Shape.of(inputs),
        List.of(
            new LayerNode(scaled, new CoreLayer.Rescaling(scale, 0), List.of(LayerName.INPUT)),
            new LayerNode(
                new LayerName("output"),
                new CoreLayer.Dense(classes, ActivationFunction.SOFTMAX, true),
                List.of(scaled))),
        Loss.CATEGORICAL_CROSSENTROPY,
        new Optimizer.Sgd(rate, 0, false),
        List.of(Metric.ACCURACY));
  }

  /** Asserts equality of every weight within 1e-6. */
  protected static void assertClose(Weights actual, Weights expected) {
    for (int t = 0; t < expected.tensors().size(); t++) {
      assertThat(actual.tensors().get(t).values())
          .containsExactly(expected.tensors().get(t).values(), within(1e-6f));
    }
  }

  private static TrainingJob job(TrainingSettings settings) {
    return new TrainingJob(LINEAR, DIGITS.training(), DIGITS.test(), settings);
  }

  private static TrainingState throughAFile(TrainingState state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrainingStateFile.write(state, out);
    return TrainingStateFile.read(new ByteArrayInputStream(out.toByteArray()), LINEAR);
  }

  private static final class Recorder implements TrainingListener {

    private final List<Progress> progress = new ArrayList<>();
    private final List<EpochReport> epochs = new ArrayList<>();
    private final List<TrainingState> states = new ArrayList<>();
    private final int stopAfter;

    Recorder(int stopAfter) {
      this.stopAfter = stopAfter;
    }

    @Override
    public void onProgress(Progress now) {
      progress.add(now);
    }

    @Override
    public void onEpoch(EpochReport report) {
      epochs.add(report);
    }

    @Override
    public void onCheckpoint(TrainingState state) {
      states.add(state);
    }

    @Override
    public boolean wantsStop() {
      return epochs.size() >= stopAfter;
    }
  }
}
