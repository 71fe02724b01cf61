package assay.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.engine.dl4j.Dl4jEngine;
import assay.engine.exchange.ForeignModelException.Reason;
import assay.training.TrainingException;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.spec.Loss;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class Dl4jFileTest {

  private static final int ROWS = 6;
  private static final float CLOSE = 1e-4f;
  private static final Optional<Shape> IMAGE =
      Optional.of(Shape.of(Dl4jModels.SIDE, Dl4jModels.SIDE, Dl4jModels.CHANNELS));

  private static float[][] answers(Model model, float[][] rows) {
    List<Sample> samples = Arrays.stream(rows).map(row -> new Sample(row, 0)).toList();
    int classes = Math.max(2, model.spec().classes());
    LabelledData data = LabelledData.of(new DataFormat(rows[0].length, -1, 1, classes), samples);
    return new Dl4jEngine(System::nanoTime).predict(model.spec(), model.weights(), data);
  }

  private static float[][] rows(int width) {
    Random random = new Random(5);
    float[][] rows = new float[ROWS][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = 2 * random.nextFloat() - 1;
      }
    }
    return rows;
  }

  private static void assertClose(float[][] found, INDArray expected) {
    for (int row = 0; row < found.length; row++) {
      for (int i = 0; i < expected.columns(); i++) {
        assertThat(found[row][i]).isCloseTo(expected.getFloat(row, i), within(CLOSE));
      }
    }
  }

  /** Samples as Deeplearning4j takes images: channels before rows. */
  private static INDArray channelsFirst(float[][] rows) {
    return Nd4j.create(rows)
        .reshape(ROWS, Dl4jModels.SIDE, Dl4jModels.SIDE, Dl4jModels.CHANNELS)
        .permute(0, 3, 1, 2)
        .dup('c');
  }

  @Test
  void shouldAnswerAsAPerceptronDid() {
    MultiLayerNetwork theirs = Dl4jModels.perceptron();
    Model ours = Dl4jFile.read(Dl4jModels.zip(theirs), Optional.empty());
    float[][] rows = rows(6);

    assertClose(answers(ours, rows), theirs.output(Nd4j.create(rows)));
    assertThat(ours.spec().loss()).isEqualTo(Loss.CATEGORICAL_CROSSENTROPY);
    assertThat(ours.spec().optimizer()).isEqualTo(new Optimizer.Sgd(0.01, 0.8, true));
  }

  @Test
  void shouldAnswerAsANetworkOfImagesDid() {
    MultiLayerNetwork theirs =
        Dl4jModels.images(
            InputType.convolutional(Dl4jModels.SIDE, Dl4jModels.SIDE, Dl4jModels.CHANNELS));
    Model ours = Dl4jFile.read(Dl4jModels.zip(theirs), IMAGE);
    float[][] rows = rows(Math.toIntExact(IMAGE.orElseThrow().elements()));

    assertClose(answers(ours, rows), theirs.output(channelsFirst(rows)));
  }

  @Test
  void shouldTakeTheImagesSizeFromItsPreprocessor() {
    MultiLayerNetwork theirs =
        Dl4jModels.images(InputType.convolutionalFlat(Dl4jModels.SIDE, Dl4jModels.SIDE, 1));
    Model ours = Dl4jFile.read(Dl4jModels.zip(theirs), Optional.empty());
    float[][] rows = rows(Dl4jModels.SIDE * Dl4jModels.SIDE);

    assertClose(answers(ours, rows), theirs.output(Nd4j.create(rows)));
  }

  @Test
  void shouldAnswerAsANetworkOfSequencesDid() {
    MultiLayerNetwork theirs = Dl4jModels.sequences();
    Shape sequence = Shape.of(Dl4jModels.STEPS, Dl4jModels.FEATURES);
    Model ours = Dl4jFile.read(Dl4jModels.zip(theirs), Optional.of(sequence));
    float[][] rows = rows(Dl4jModels.STEPS * Dl4jModels.FEATURES);
    INDArray theirRows =
        Nd4j.create(rows)
            .reshape(ROWS, Dl4jModels.STEPS, Dl4jModels.FEATURES)
            .permute(0, 2, 1)
            .dup('c');

    assertClose(answers(ours, rows), theirs.output(theirRows));
  }

  @Test
  void shouldAnswerAsAGraphDid() {
    var theirs = Dl4jModels.residual();
    Model ours = Dl4jFile.read(Dl4jModels.zip(theirs), IMAGE);
    float[][] rows = rows(Math.toIntExact(IMAGE.orElseThrow().elements()));

    assertClose(answers(ours, rows), theirs.outputSingle(channelsFirst(rows)));
  }

  @Test
  void shouldReadAConfigurationWithoutWeights() {
    byte[] json =
        Dl4jModels.perceptron()
            .getLayerWiseConfigurations()
            .toJson()
            .getBytes(StandardCharsets.UTF_8);

    ModelSpec spec = Dl4jFile.readConfiguration(json, Optional.empty());

    assertThat(spec).isEqualTo(Dl4jFile.read(perceptron(), Optional.empty()).spec());
  }

  @Test
  void shouldAskForTheSizeOfASampleThatNothingTells() {
    byte[] zip = Dl4jModels.zip(Dl4jModels.sequences());

    assertThatThrownBy(() -> Dl4jFile.read(zip, Optional.empty()))
        .hasMessageContaining("state the input shape");
  }

  @Test
  void shouldRefuseASizeThatTheLayersDoNotRead() {
    byte[] zip = Dl4jModels.zip(Dl4jModels.sequences());

    assertThatExceptionOfType(ForeignModelException.class)
        .isThrownBy(() -> Dl4jFile.read(zip, Optional.of(Shape.of(5, 4))))
        .matches(e -> e.reason() == Reason.WRONG_TENSORS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nd4j.linalg.activations.impl.ActivationTanH; evil.Activation; activation 'Activation'",
        "deeplearning4j.nn.conf.layers.DenseLayer; evil.Runner; unknown kind 'Runner'",
        "\"hasLayerNorm\" : false; \"hasLayerNorm\" : true; hasLayerNorm",
        "LossNegativeLogLikelihood; LossHinge; loss 'LossHinge'",
        "config.Nesterovs; config.Nadam; updater 'Nadam'",
        "\"constraints\" : null; \"constraints\" : [ {} ]; constraints"
      })
  void shouldRefuseByLayerAndSetting(String row) throws IOException {
    String[] cells = row.split("; ", -1);
    byte[] zip = withConfiguration(json -> json.replace(cells[0], cells[1]));

    assertThatExceptionOfType(ForeignModelException.class)
        .isThrownBy(() -> Dl4jFile.read(zip, Optional.of(Shape.of(6))))
        .withMessageContaining(cells[2])
        .matches(e -> e.reason() == Reason.UNKNOWN_SETTING);
  }

  @Test
  void shouldRefuseMoreOrFewerNumbersThanItsLayersHave() throws IOException {
    byte[] larger = withConfiguration(json -> json.replaceAll("(\"nout\" : )9", "$18"));

    assertThatThrownBy(() -> Dl4jFile.read(larger, Optional.empty()))
        .isInstanceOf(TrainingException.class);
  }

  @Test
  void shouldNotUnpackWhatItDoesNotNeed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("configuration.json"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }

    assertThatExceptionOfType(ForeignModelException.class)
        .isThrownBy(() -> Dl4jFile.read(bytes.toByteArray(), Optional.empty()))
        .matches(e -> e.reason() == Reason.TOO_LARGE);
  }

  private static byte[] perceptron() {
    return Dl4jModels.zip(Dl4jModels.perceptron());
  }

  /** The perceptron's zip with another configuration. */
  private static byte[] withConfiguration(UnaryOperator<String> change) throws IOException {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    List<String> seen = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(perceptron()));
        ZipOutputStream out = new ZipOutputStream(changed)) {
      for (ZipEntry next = in.getNextEntry(); next != null; next = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        if (next.getName().equals("configuration.json")) {
          String before = new String(content, StandardCharsets.UTF_8);
          String after = change.apply(before);
          assertThat(after).isNotEqualTo(before);
          content = after.getBytes(StandardCharsets.UTF_8);
        }
        seen.add(next.getName());
        out.putNextEntry(new ZipEntry(next.getName()));
        out.write(content);
      }
    }
    assertThat(seen).contains("configuration.json", "coefficients.bin");
    return changed.toByteArray();
  }
}
