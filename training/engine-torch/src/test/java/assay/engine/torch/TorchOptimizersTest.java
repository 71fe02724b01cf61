package assay.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.training.checkpoint.Weights;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.run.LearningSchedule;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of every optimizer on a line's slope, against Keras's formulas in plain Java. */
class TorchOptimizersTest {

  private static final int STEPS = 5;
  private static final LabelledData LINE = line();

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        new Optimizer.Sgd(0.1, 0, false),
        new Optimizer.Sgd(0.1, 0.9, true),
        new Optimizer.Sgd(0.1, 0.9, false),
        new Optimizer.AdamW(0.1, 0.9, 0.999, 1e-7, 0.05),
        new Optimizer.Adam(0.1, 0.9, 0.999, 1e-7),
        new Optimizer.RmsProp(0.1, 0.9, 1e-2),
        new Optimizer.Adagrad(0.3, 0.1, 1e-7),
        new Optimizer.Adadelta(0.5, 0.95, 1e-4));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void shouldStepAsKerasDefines(Optimizer optimizer) {
    double slope = slope(new Optimizer.Sgd(1e-12, 0, false), settings(1));

    double expected = stepped(optimizer, slope, new LearningSchedule.Constant());

    assertThat(slope(optimizer, settings(STEPS))).isCloseTo(expected, within(2e-5));
    assertThat(expected).isNotCloseTo(slope, within(1e-3));
  }

  static Stream<LearningSchedule> schedules() {
    return Stream.of(
        new LearningSchedule.StepDecay(0.5, 2),
        new LearningSchedule.Cosine(STEPS, 0.1),
        new LearningSchedule.WarmUp(2, new LearningSchedule.Cosine(3, 0)));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void shouldFollowTheSchedule(LearningSchedule schedule) {
    double slope = slope(new Optimizer.Sgd(1e-12, 0, false), settings(1));
    Optimizer optimizer = new Optimizer.Adam(0.1, 0.9, 0.999, 1e-7);

    double actual = slope(optimizer, settings(STEPS).withSchedule(schedule));

    assertThat(actual).isCloseTo(stepped(optimizer, slope, schedule), within(2e-5));
  }

  /** The slope of {@code wx} after some steps of full batches towards {@code 2x}. */
  private static double slope(Optimizer optimizer, TrainingSettings settings) {
    TrainingJob job = new TrainingJob(spec(optimizer), LINE, LINE, settings);
    Weights weights = new TorchEngine(System::nanoTime).train(job, TrainingListener.NONE).weights();
    return weights.tensors().get(0).value(0);
  }

  private static double stepped(Optimizer optimizer, double slope, LearningSchedule schedule) {
    Line line = new Line(slope);
    for (int step = 0; step < STEPS; step++) {
      line.step(optimizer, optimizer.learningRate() * schedule.factorAt(step), step + 1);
    }
    return line.slope;
  }

  /** One weight and what an optimizer remembers of it. */
  private static final class Line {

    private double slope;
    private double mean;
    private double square = Double.NaN;

    Line(double slope) {
      this.slope = slope;
    }

    void step(Optimizer optimizer, double rate, int count) {
      double g = 0;
      for (Sample sample : LINE.samples()) {
        float[] row = sample.values();
        g += 2 * (slope * row[0] - row[1]) * row[0] / LINE.size();
      }
      if (Double.isNaN(square)) {
        square = optimizer instanceof Optimizer.Adagrad it ? it.initialAccumulator() : 0;
      }
      if (optimizer instanceof Optimizer.Sgd sgd) {
        mean = sgd.momentum() * mean - rate * g;
        slope += sgd.nesterov() ? sgd.momentum() * mean - rate * g : mean;
      } else if (optimizer instanceof Optimizer.Adam adam) {
        slope -= rate * adam(adam, g, count);
      } else if (optimizer instanceof Optimizer.AdamW it) {
        slope *= 1 - rate * it.weightDecay();
        Optimizer.Adam adam =
            new Optimizer.Adam(it.learningRate(), it.beta1(), it.beta2(), it.epsilon());
        slope -= rate * adam(adam, g, count);
      } else if (optimizer instanceof Optimizer.RmsProp it) {
        square = it.rho() * square + (1 - it.rho()) * g * g;
        slope -= rate * g / Math.sqrt(square + it.epsilon());
      } else if (optimizer instanceof Optimizer.Adagrad it) {
        square += g * g;
        slope -= rate * g / (Math.sqrt(square) + it.epsilon());
      } else if (optimizer instanceof Optimizer.Adadelta it) {
        square = it.rho() * square + (1 - it.rho()) * g * g;
        double delta = g * Math.sqrt((mean + it.epsilon()) / (square + it.epsilon()));
        mean = it.rho() * mean + (1 - it.rho()) * delta * delta;
        slope -= rate * delta;
      }
    }

    private double adam(Optimizer.Adam adam, double g, int count) {
      mean = adam.beta1() * mean + (1 - adam.beta1()) * g;
      square = adam.beta2() * square + (1 - adam.beta2()) * g * g;
      double grown = Math.sqrt(1 - Math.pow(adam.beta2(), count));
      double rate = grown / (1 - Math.pow(adam.beta1(), count));
      return rate * mean / (Math.sqrt(square) + adam.epsilon());
    }
  }

  private static TrainingSettings settings(int epochs) {
    return TrainingSettings.of(epochs, 11).withBatchSize(16);
  }

  private static ModelSpec spec(Optimizer optimizer) {
    LayerNode output =
        new LayerNode(
            new LayerName("output"),
            new CoreLayer.Dense(1, ActivationFunction.LINEAR, false),
            List.of(LayerName.INPUT));
    return new ModelSpec(
        Shape.of(1), List.of(output), Loss.MEAN_SQUARED_ERROR, optimizer, List.of(Metric.RMSE));
  }

  private static LabelledData line() {
    Random random = new Random(2);
    List<Sample> samples =
        IntStream.range(0, 16)
            .mapToObj(
                i -> {
                  float x = random.nextFloat();
                  return new Sample(new float[] {x, 2 * x}, 0);
                })
            .toList();
    return LabelledData.of(new DataFormat(2, 0, 2, 2), samples);
  }
}
