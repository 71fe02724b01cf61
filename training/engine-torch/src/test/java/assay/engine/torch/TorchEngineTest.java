package assay.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import assay.training.bounty.CorrectCount;
import assay.training.data.Digits;
import assay.training.run.LearningSchedule;
import assay.training.run.Progress;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingEngineContract;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.Architectures;
import assay.training.spec.Loss;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchEngineTest extends TrainingEngineContract {

  private static final Digits DIGITS = Digits.load();
  private static final ModelSpec PERCEPTRON = Architectures.perceptron(64, 128, 10, 16);
  private static final ModelSpec LENET = Architectures.leNet(Shape.of(8, 8, 1), 10, 16);

  @Override
  protected TrainingEngine engine() {
    return new TorchEngine(System::nanoTime);
  }

  @Test
  void shouldReachTheDemonstrationsThresholdWithMarginOnTwoDevices() {
    TrainingJob job = job(PERCEPTRON, TrainingSettings.of(40, 1).withBatchSize(16).withDevices(2));

    TrainingState state = engine().train(job, TrainingListener.NONE);

    CorrectCount count = engine().evaluate(PERCEPTRON, state.weights(), DIGITS.test());
    assertThat(count.correct()).isGreaterThanOrEqualTo(540 * 97 / 100);
  }

  @Test
  void shouldGoOnUnderAdamOnTwoDevicesAsIfItHadNeverStopped() {
    TrainingJob job = job(PERCEPTRON, TrainingSettings.of(4, 5).withDevices(2));
    List<TrainingState> states = new ArrayList<>();
    TrainingState whole = engine().train(job, collecting(states));

    TrainingState resumed = engine().resume(job, states.get(1), TrainingListener.NONE);

    assertThat(states.get(1).epochsDone()).isEqualTo(2);
    assertThat(resumed).isEqualTo(whole);
  }

  @Test
  void shouldCountEverySampleOfEveryDevice() {
    TrainingJob job = job(PERCEPTRON, TrainingSettings.of(2, 5).withDevices(2));
    AtomicLong seconds = new AtomicLong();
    AtomicLong counted = new AtomicLong();

    new TorchEngine(() -> seconds.addAndGet(1_000_000_000))
        .train(
            job,
            new TrainingListener() {
              @Override
              public void onProgress(Progress progress) {
                counted.set(progress.samplesDone());
              }
            });

    assertThat(counted).hasValue(2L * job.training().size());
  }

  @Test
  void shouldTrainAConvolutionalNet() {
    TrainingJob job = job(LENET, TrainingSettings.of(8, 5));

    TrainingState state = engine().train(job, TrainingListener.NONE);

    CorrectCount count = engine().evaluate(LENET, state.weights(), DIGITS.test());
    assertThat(count.correct()).isGreaterThan(540 * 95 / 100);
  }

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        new Optimizer.Sgd(0.1, 0, false),
        new Optimizer.Sgd(0.05, 0.9, true),
        new Optimizer.Sgd(0.05, 0.9, false),
        new Optimizer.RmsProp(0.001, 0.9, 1e-7),
        Optimizer.Adam.withRate(0.003));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void shouldLearnUnderEveryOptimizerWithDecay(Optimizer optimizer) {
    ModelSpec spec = under(PERCEPTRON.loss(), optimizer);
    TrainingSettings settings =
        TrainingSettings.of(6, 5).withSchedule(new LearningSchedule.StepDecay(0.5, 3));

    TrainingState state = engine().train(job(spec, settings), TrainingListener.NONE);

    CorrectCount count = engine().evaluate(spec, state.weights(), DIGITS.test());
    assertThat(count.correct()).isGreaterThan(540 * 9 / 10);
  }

  @Test
  void shouldLearnUnderMeanSquaredError() {
    ModelSpec spec = under(Loss.MEAN_SQUARED_ERROR, Optimizer.Adam.withRate(0.003));

    TrainingState state =
        engine().train(job(spec, TrainingSettings.of(6, 5)), TrainingListener.NONE);

    CorrectCount count = engine().evaluate(spec, state.weights(), DIGITS.test());
    assertThat(count.correct()).isGreaterThan(540 * 9 / 10);
  }

  private static ModelSpec under(Loss loss, Optimizer optimizer) {
    return new ModelSpec(
        PERCEPTRON.input(), PERCEPTRON.layers(), loss, optimizer, PERCEPTRON.metrics());
  }

  private static TrainingListener collecting(List<TrainingState> states) {
    return new TrainingListener() {
      @Override
      public void onCheckpoint(TrainingState state) {
        states.add(state);
      }
    };
  }

  private static TrainingJob job(ModelSpec spec, TrainingSettings settings) {
    return new TrainingJob(spec, DIGITS.training(), DIGITS.test(), settings);
  }
}
