package assay.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.run.EpochReport;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.ActivationFunction;
import assay.training.spec.Architectures;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in architecture and every loss really learns, and is scored as Keras would. */
class TorchArchitecturesTest {

  static Stream<Arguments> architectures() {
    return Stream.of(
        Arguments.of("perceptron", Architectures.perceptron(64, 16, 2, 1)),
        Arguments.of("LeNet", Architectures.leNet(Shape.of(8, 8, 1), 2, 1)),
        Arguments.of("ResNet-8", Architectures.resNet8(Shape.of(8, 8, 1), 2, 1)),
        Arguments.of("LSTM classifier", Architectures.lstmClassifier(Shape.of(8, 8), 8, 2, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("architectures")
  void shouldLearnToTellBrightFromDark(String name, ModelSpec spec) {
    List<EpochReport> reports = train(spec, brightness(48), 6);

    assertThat(reports.get(5).loss()).isLessThan(reports.get(0).loss());
  }

  @Test
  void shouldLearnSequencesAndMapsOnTwoDevices() {
    ModelSpec sequences = Architectures.lstmClassifier(Shape.of(8, 8), 8, 2, 1);
    ModelSpec maps = Architectures.uNet(Shape.of(8, 8, 1), 2, 4, 1);

    List<EpochReport> ofSequences = train(sequences, brightness(64), 6, 2);
    List<EpochReport> ofMaps = train(maps, squares(64), 6, 2);

    assertThat(ofSequences.get(5).loss()).isLessThan(ofSequences.get(0).loss());
    assertThat(ofMaps.get(5).loss()).isLessThan(ofMaps.get(0).loss());
  }

  /** One step over two samples: eleven million weights through four stages and back. */
  @Test
  void shouldTakeAStepWithResNet18() {
    ModelSpec spec = Architectures.resNet18(Shape.of(8, 8, 1), 2, 1);

    List<EpochReport> reports = train(spec, brightness(2), 2);

    assertThat(reports.get(1).loss()).isLessThan(reports.get(0).loss());
  }

  @Test
  void shouldLearnALabelMapWithAUNet() {
    ModelSpec spec = uNet(Optimizer.Adam.withRate(0.01));

    List<EpochReport> reports = train(spec, squares(64), 25);

    EpochReport last = reports.get(24);
    assertThat(last.loss()).isLessThan(reports.get(0).loss() / 2);
    assertThat(last.validation().samples()).isEqualTo(64 * 64);
    assertThat(last.validation().correct()).isGreaterThan(64 * 64 * 9 / 10);
  }

  @ParameterizedTest
  @EnumSource
  void shouldReportTheLossThatKerasDefinesAndLowerIt(Loss loss) {
    ModelSpec spec = single(loss, new Optimizer.Sgd(0.01, 0, false));
    LabelledData data = loss.takesNumbers() ? sums(64) : brightness(64);

    List<EpochReport> still = train(single(loss, new Optimizer.Sgd(1e-12, 0, false)), data, 1);
    List<EpochReport> moving = train(spec, data, 20);

    assertThat(still.get(0).loss()).isCloseTo(still.get(0).validationLoss(), within(1e-4));
    assertThat(moving.get(19).loss()).isLessThan(moving.get(0).loss());
  }

  /** The mean over places, not their sum, is what a label map's loss is. */
  @Test
  void shouldReportTheMeanOverThePlacesOfALabelMap() {
    ModelSpec still = uNet(new Optimizer.Sgd(1e-12, 0, false));

    EpochReport report = train(still, squares(16), 1).get(0);

    assertThat(report.loss()).isCloseTo(report.validationLoss(), within(1e-4));
  }

  private static ModelSpec uNet(Optimizer optimizer) {
    ModelSpec spec = Architectures.uNet(Shape.of(8, 8, 1), 2, 4, 1);
    return new ModelSpec(spec.input(), spec.layers(), spec.loss(), optimizer, spec.metrics());
  }

  private static ModelSpec single(Loss loss, Optimizer optimizer) {
    ActivationFunction last =
        switch (loss) {
          case CATEGORICAL_CROSSENTROPY -> ActivationFunction.SOFTMAX;
          case BINARY_CROSSENTROPY -> ActivationFunction.SIGMOID;
          case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> ActivationFunction.LINEAR;
        };
    int units = loss == Loss.BINARY_CROSSENTROPY ? 1 : 2;
    LayerNode output =
        new LayerNode(
            new LayerName("output"),
            new CoreLayer.Dense(units, last, true),
            List.of(LayerName.INPUT));
    return new ModelSpec(Shape.of(64), List.of(output), loss, optimizer, List.of(Metric.ACCURACY));
  }

  private static List<EpochReport> train(ModelSpec spec, LabelledData data, int epochs) {
    return train(spec, data, epochs, 1);
  }

  private static List<EpochReport> train(
      ModelSpec spec, LabelledData data, int epochs, int devices) {
    List<EpochReport> reports = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onEpoch(EpochReport report) {
            reports.add(report);
          }
        };
    TrainingSettings settings =
        TrainingSettings.of(epochs, 3).withBatchSize(16).withDevices(devices);
    TrainingState state =
        new TorchEngine(System::nanoTime)
            .train(new TrainingJob(spec, data, data, settings), listener);
    assertThat(state.epochsDone()).isEqualTo(epochs);
    return reports;
  }

  private static LabelledData brightness(int size) {
    return data(size, 64, 2, (values, i) -> {});
  }

  /** Rows that end in the sums of their halves. */
  private static LabelledData sums(int size) {
    return data(
        size,
        66,
        2,
        (values, i) -> {
          for (int j = 0; j < 64; j++) {
            values[64 + j / 32] += values[j] / 32;
          }
        });
  }

  /** Images that end in a map of where they are bright. */
  private static LabelledData squares(int size) {
    return data(
        size,
        128,
        2,
        (values, i) -> {
          for (int j = 0; j < 64; j++) {
            values[64 + j] = values[j] > 0.5 ? 1 : 0;
          }
        });
  }

  private interface Ending {
    void write(float[] values, int sample);
  }

  private static LabelledData data(int size, int width, int classes, Ending ending) {
    Random random = new Random(size);
    List<Sample> samples =
        IntStream.range(0, size)
            .mapToObj(
                i -> {
                  float[] values = new float[width];
                  for (int j = 0; j < 64; j++) {
                    values[j] = random.nextFloat() * (i % 2 == 0 ? 0.6f : 1);
                  }
                  ending.write(values, i);
                  return new Sample(values, i % 2);
                })
            .toList();
    return LabelledData.of(new DataFormat(width, 0, 1, classes), samples);
  }
}
