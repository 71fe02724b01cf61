package assay.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.data.DataFormat;
import assay.training.data.DataRefusedException;
import assay.training.data.Examples;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.data.Target;
import assay.training.metric.Reported;
import assay.training.spec.ActivationFunction;
import assay.training.spec.Architectures;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecRefusedException;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a row of data tells a model to learn: its label, the classes of places, or numbers. */
class TargetsTest {

  private static final ModelSpec MAPPING = Architectures.uNet(Shape.of(4, 4, 1), 2, 1, 1);

  @Test
  void shouldLearnTheLabelOfARowAsWideAsTheInput() {
    Examples examples =
        TrainingJob.examples(
            dense(2, Loss.CATEGORICAL_CROSSENTROPY, ActivationFunction.SOFTMAX), data(2, 1, 7, 8));

    assertThat(examples.target()).isEqualTo(new Target.Label());
    assertThat(examples.inputs(new int[] {0}, 0, 1)).containsExactly(7, 8);
    assertThat(examples.targets(new int[] {0}, 0, 1)).containsExactly(0, 1);
  }

  @Test
  void shouldLearnOneProbabilityForTwoClasses() {
    Examples examples =
        TrainingJob.examples(
            dense(1, Loss.BINARY_CROSSENTROPY, ActivationFunction.SIGMOID), data(2, 1, 7, 8));

    assertThat(examples.targets(new int[] {0}, 0, 1)).containsExactly(1);
  }

  @Test
  void shouldLearnTheNumbersThatFollowTheInput() {
    Examples examples =
        TrainingJob.examples(
            dense(2, Loss.MEAN_SQUARED_ERROR, ActivationFunction.LINEAR), data(2, 0, 7, 8, 3, 4));

    assertThat(examples.target()).isEqualTo(new Target.Numbers(2));
    assertThat(examples.inputs(new int[] {0}, 0, 1)).containsExactly(7, 8);
    assertThat(examples.targets(new int[] {0}, 0, 1)).containsExactly(3, 4);
  }

  @Test
  void shouldLearnTheClassesOfPlacesThatFollowAnImage() {
    float[] row = new float[32];
    row[16 + 3] = 1;

    Examples examples = TrainingJob.examples(MAPPING, data(2, 0, row));

    float[] targets = examples.targets(new int[] {0}, 0, 1);
    assertThat(examples.target()).isEqualTo(new Target.LabelMap(16));
    assertThat(targets).hasSize(32);
    assertThat(new float[] {targets[4], targets[5], targets[6], targets[7]})
        .containsExactly(1, 0, 0, 1);
  }

  @Test
  void shouldRefuseALabelMapOfHalves() {
    float[] row = new float[32];
    row[20] = 0.5f;

    assertThatThrownBy(() -> TrainingJob.examples(MAPPING, data(2, 0, row)))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("no class");
  }

  @Test
  void shouldAnswerImagesWithoutMapsButNotLearnFromThem() {
    LabelledData images = data(2, 0, new float[16]);

    assertThat(TrainingJob.examples(MAPPING, images).target()).isEqualTo(new Target.Nothing());
    assertThatThrownBy(() -> TrainingJob.requireFit(MAPPING, images))
        .isInstanceOf(EngineRefusedException.class);
  }

  @Test
  void shouldRefuseRowsThatAreTooWideOrTooNarrow() {
    ModelSpec spec = dense(2, Loss.CATEGORICAL_CROSSENTROPY, ActivationFunction.SOFTMAX);

    assertThatThrownBy(() -> TrainingJob.examples(spec, data(2, 0, 1, 2, 3)))
        .isInstanceOf(EngineRefusedException.class);
    assertThatThrownBy(() -> TrainingJob.examples(spec, data(2, 0, 1)))
        .isInstanceOf(EngineRefusedException.class);
  }

  @Test
  void shouldRefuseBinaryCrossEntropyWithoutASigmoid() {
    assertThatThrownBy(() -> dense(1, Loss.BINARY_CROSSENTROPY, ActivationFunction.LINEAR))
        .isInstanceOf(ModelSpecRefusedException.class)
        .hasMessageContaining("sigmoid");
  }

  @Test
  void shouldReportOnPlacesOfLabelMaps() {
    float[] row = new float[32];
    row[16] = 1;
    TrainingSettings settings = TrainingSettings.of(1, 1);
    TrainingJob job = new TrainingJob(MAPPING, data(2, 0, row), data(2, 0, row), settings);
    float[][] answers = new float[1][32];
    for (int place = 0; place < 16; place++) {
      answers[0][2 * place] = 0.75f;
      answers[0][2 * place + 1] = 0.25f;
    }

    EpochReport report = EpochReport.of(job, 1, 0.5, answers);

    assertThat(report.validation().correct()).isEqualTo(15);
    assertThat(report.validation().samples()).isEqualTo(16);
    assertThat(report.validationLoss())
        .isCloseTo(-(15 * Math.log(0.75) + Math.log(0.25)) / 16, within(1e-6));
  }

  @Test
  void shouldWorkOutWhatTheSpecAsksToReport() {
    ModelSpec spec = dense(2, Loss.CATEGORICAL_CROSSENTROPY, ActivationFunction.SOFTMAX);
    ModelSpec all =
        new ModelSpec(
            spec.input(), spec.layers(), spec.loss(), spec.optimizer(), List.of(Metric.values()));
    LabelledData data = data(2, 1, 7, 8).plus(data(2, 0, 7, 8));
    float[][] answers = {{0.2f, 0.8f}, {0.4f, 0.6f}};

    var reported = Reported.of(all, TrainingJob.examples(all, data), answers);

    assertThat(reported)
        .containsEntry(Metric.ACCURACY, 0.5)
        .containsEntry(Metric.TOP_K_ACCURACY, 1.0)
        .containsEntry(Metric.AUROC, 1.0)
        .containsEntry(Metric.MEAN_IOU, 0.25);
    assertThat(reported.get(Metric.F1)).isCloseTo((0 + 2 / 3.0) / 2, within(1e-9));
    assertThat(reported.get(Metric.RMSE))
        .isCloseTo(Math.sqrt((0.04 + 0.04 + 0.36 + 0.36) / 4), within(1e-6));
  }

  private static LabelledData data(int classes, int label, float... row) {
    return LabelledData.of(
        new DataFormat(row.length, 0, 9, classes), List.of(new Sample(row, label)));
  }

  private static ModelSpec dense(int units, Loss loss, ActivationFunction activation) {
    LayerNode output =
        new LayerNode(
            new LayerName("output"),
            new CoreLayer.Dense(units, activation, true),
            List.of(LayerName.INPUT));
    return new ModelSpec(
        Shape.of(2),
        List.of(output),
        loss,
        new Optimizer.Sgd(0.1, 0, false),
        List.of(Metric.ACCURACY));
  }
}
