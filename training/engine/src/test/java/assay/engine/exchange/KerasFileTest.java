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
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.Loss;
import assay.training.spec.ModelSpecRefusedException;
import assay.training.spec.Optimizer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KerasFileTest {

  private static final int FLIPPED_FILES = 2000;
  private static final float CLOSE = 1e-4f;

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "lenet", "residual", "lstm"})
  void shouldAnswerAsKerasDid(String name) throws IOException {
    Model model = KerasFile.read(KerasModels.file(name + ".h5"));
    float[][] samples = KerasModels.golden(name, "samples");
    float[][] expected = KerasModels.golden(name, "answers");

    LabelledData data = data(samples, expected[0].length);
    float[][] answers =
        new Dl4jEngine(System::nanoTime).predict(model.spec(), model.weights(), data);

    for (int row = 0; row < expected.length; row++) {
      for (int i = 0; i < expected[row].length; i++) {
        assertThat(answers[row][i]).isCloseTo(expected[row][i], within(CLOSE));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"lenet, lenet-gzip", "mlp, mlp-lzf"})
  void shouldReadWhatIsPackedInChunks(String plain, String packed) throws IOException {
    Model model = KerasFile.read(KerasModels.file(packed + ".h5"));

    assertThat(model).isEqualTo(KerasFile.read(KerasModels.file(plain + ".h5")));
  }

  @Test
  void shouldRefuseAPackingThatIsNotRead() throws IOException {
    byte[] file = KerasModels.file("mlp-bits.h5");

    assertThatExceptionOfType(ForeignModelException.class)
        .isThrownBy(() -> KerasFile.read(file))
        .matches(e -> e.reason() == Reason.MALFORMED);
  }

  @Test
  void shouldTakeLossAndOptimizer() throws IOException {
    Model model = KerasFile.read(KerasModels.file("mlp.h5"));

    assertThat(model.spec().loss()).isEqualTo(Loss.CATEGORICAL_CROSSENTROPY);
    assertThat(model.spec().optimizer())
        .isInstanceOfSatisfying(
            Optimizer.Sgd.class, sgd -> assertThat(sgd.momentum()).isEqualTo(0.9));
  }

  @Test
  void shouldReadReluAsAnActivation() throws IOException {
    Model model = KerasFile.read(KerasModels.file("lenet.h5"));

    assertThat(model.spec().layers())
        .anyMatch(node -> node.layer().equals(new CoreLayer.Activation(ActivationFunction.RELU)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'units': 2000000000",
        "'units': -1",
        "'units': 8, 'activation': 'explode'",
        "'units': 8, 'activation': {'class_name': 'function'}",
      })
  void shouldRefuseADenseLayerWith(String settings) {
    assertThatThrownBy(() -> spec("Dense", settings)).isInstanceOf(ModelSpecRefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dense; 'units': 8, 'kernel_constraint': {'class_name': 'MaxNorm'}; kernel_constraint",
        "Dense; 'units': 8, 'lora_rank': 4; lora_rank",
        "LSTM; 'units': 8, 'recurrent_activation': 'relu'; recurrent_activation",
        "LSTM; 'units': 8, 'stateful': true; stateful",
        "Lambda; 'function': 'aGVsbG8='; unknown kind 'Lambda'",
        "Conv2D; 'filters': 2, 'kernel_size': 3, 'dilation_rate': [2, 2]; dilation_rate",
        "Conv2D; 'filters': 2, 'kernel_size': 3, 'data_format': 'channels_first'; data_format",
        "BatchNormalization; 'scale': false; scale",
      })
  void shouldRefuseByLayerAndSetting(String row) {
    String[] cells = row.split("; ", -1);

    assertThatExceptionOfType(ForeignModelException.class)
        .isThrownBy(() -> spec(cells[0], cells[1]))
        .withMessageContaining("'odd'")
        .withMessageContaining(cells[2])
        .matches(e -> e.reason() == Reason.UNKNOWN_SETTING);
  }

  @Test
  void shouldRefuseDeepJson() {
    assertThatExceptionOfType(ForeignModelException.class)
        .isThrownBy(() -> KerasConfig.spec("{\"a\":" + "[".repeat(100_000), ""))
        .matches(e -> e.reason() == Reason.MALFORMED);
  }

  /** A file's last bytes are the optimizer's memories, which are not read. */
  @Test
  void shouldRefuseATruncatedFileOrReadItsWholeModel() throws IOException {
    byte[] file = KerasModels.file("mlp.h5");
    Model whole = KerasFile.read(file);
    int refused = 0;
    for (int length = 0; length < file.length; length += 331) {
      byte[] shorter = Arrays.copyOf(file, length);
      if (isRefused(shorter, length)) {
        refused++;
      } else {
        assertThat(KerasFile.read(shorter)).isEqualTo(whole);
      }
    }
    assertThat(refused).isGreaterThan(file.length / 331 / 2);
  }

  @Test
  void shouldReadOrRefuseFlippedFiles() throws IOException {
    byte[] file = KerasModels.file("mlp.h5");
    int refused = 0;
    for (int seed = 0; seed < FLIPPED_FILES; seed++) {
      refused += isRefused(flipped(file, new Random(seed)), seed) ? 1 : 0;
    }
    System.out.println("flipped files, seeds 0.." + FLIPPED_FILES + ": refused " + refused);
    assertThat(refused).isPositive();
  }

  private static boolean isRefused(byte[] file, int seed) {
    try {
      KerasFile.read(file);
      return false;
    } catch (TrainingException e) {
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed or length " + seed, e);
    }
  }

  private static byte[] flipped(byte[] file, Random random) {
    byte[] flipped = file.clone();
    for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
      flipped[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static void spec(String className, String settings) {
    String shape = className.startsWith("Conv") ? "[null, 8, 8, 1]" : "[null, 4, 4]";
    String json =
        ("{'class_name': 'Sequential', 'config': {'layers': ["
                + "{'class_name': 'InputLayer', 'config': {'name': 'x', 'batch_shape': "
                + shape
                + "}}, {'class_name': '"
                + className
                + "', 'config': {'name': 'odd', "
                + settings
                + "}}]}}")
            .replace('\'', '"');
    KerasConfig.spec(json, "");
  }

  private static LabelledData data(float[][] samples, int classes) {
    List<Sample> rows = Stream.of(samples).map(values -> new Sample(values, 0)).toList();
    return LabelledData.of(new DataFormat(samples[0].length, -1, 1, classes), rows);
  }
}
