package assay.training.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.TrainingException;
import assay.training.spec.ModelSpecRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelSpecJsonTest {

  private static final ModelSpec PERCEPTRON = Architectures.perceptron(64, 128, 10, 16);
  private static final ModelSpec LENET = Architectures.leNet(Shape.of(8, 8, 1), 10, 16);

  @Test
  void shouldWriteThePerceptronAsItsGoldenFile() throws IOException {
    byte[] json = ModelSpecJson.write(PERCEPTRON);

    assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo(golden("perceptron.json"));
  }

  @Test
  void shouldWriteLeNetAsItsGoldenFile() throws IOException {
    byte[] json = ModelSpecJson.write(LENET);

    assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo(golden("lenet.json"));
  }

  @Test
  void shouldReadBackWhatItWrote() {
    assertThat(ModelSpecJson.read(ModelSpecJson.write(LENET))).isEqualTo(LENET);
  }

  @Test
  void shouldGiveOneHashToOmittedAndWrittenDefaults() {
    String terse =
        model(
            layer("Rescaling", "scale", "'scale':0.0625")
                + ","
                + layer("Dense", "hidden", "'units':128,'activation':'relu'")
                + ","
                + layer("Dense", "output", "'units':10,'activation':'softmax'"));

    ModelSpec spec = ModelSpecJson.read(bytes(terse));

    assertThat(spec.hash()).isEqualTo(PERCEPTRON.hash());
  }

  @Test
  void shouldCountParametersAndShapes() {
    assertThat(PERCEPTRON.parameterCount()).isEqualTo(64 * 128 + 128 + 128 * 10 + 10);
    assertThat(LENET.shapes().get(new LayerName("flat"))).isEqualTo(Shape.of(2 * 2 * 50));
    assertThat(LENET.tensors()).extracting(TensorSpec::key).contains("conv1/kernel");
    assertThat(LENET.classes()).isEqualTo(10);
  }

  static Stream<Arguments> hostile() {
    String output = layer("Dense", "output", "'units':10,'activation':'softmax'");
    return Stream.of(
        refused("unknown layer", Reason.UNKNOWN_LAYER, "'evil'", layer("Lambda", "evil", "")),
        refused(
            "2e9 units",
            Reason.TOO_LARGE,
            "'big'",
            layer("Dense", "big", "'units':2000000000") + "," + output),
        refused(
            "units beyond an int",
            Reason.MALFORMED,
            "'big'",
            layer("Dense", "big", "'units':20000000000000") + "," + output),
        refused(
            "many large layers",
            Reason.TOO_LARGE,
            "'b'",
            layer("Dense", "a", "'units':200000")
                + ","
                + layer("Dense", "b", "'units':200000")
                + ","
                + output),
        refused(
            "cycle",
            Reason.BROKEN_GRAPH,
            "cycle",
            wired("Add", "a", "'b','input'")
                + ","
                + wired("Activation", "b", "'a'")
                + ","
                + output),
        refused(
            "read twice",
            Reason.BROKEN_GRAPH,
            "twice",
            wired("Add", "a", "'input','input'") + "," + output),
        refused("itself", Reason.BROKEN_GRAPH, "'a'", wired("Flatten", "a", "'a'") + "," + output),
        refused("missing", Reason.BROKEN_GRAPH, "'ghost'", wired("Flatten", "a", "'ghost'")),
        refused("named twice", Reason.BROKEN_GRAPH, "twice", output + "," + output),
        refused(
            "unread layer",
            Reason.BROKEN_GRAPH,
            "'a'",
            layer("Dense", "a", "'units':3")
                + ",{'class_name':'Dense','name':'o','inbound':['input'],"
                + "'config':{'units':10,'activation':'softmax'}}"),
        refused(
            "conv on a vector",
            Reason.WRONG_SHAPE,
            "'c'",
            layer("Conv2D", "c", "'filters':3,'kernel_size':[3,3]") + "," + output),
        refused(
            "window too large",
            Reason.WRONG_SHAPE,
            "'c'",
            layer("Reshape", "r", "'target_shape':[8,8,1]")
                + ","
                + layer("Conv2D", "c", "'filters':3,'kernel_size':[9,9]")
                + ","
                + output),
        refused(
            "reshape to other size",
            Reason.WRONG_SHAPE,
            "'r'",
            layer("Reshape", "r", "'target_shape':[9,9,1]") + "," + output),
        refused("no softmax", Reason.BROKEN_GRAPH, "softmax", layer("Dense", "o", "'units':10")),
        refused("no units", Reason.MALFORMED, "'o'", layer("Dense", "o", "")),
        refused("zero units", Reason.MALFORMED, "'o'", layer("Dense", "o", "'units':0")),
        refused(
            "extra field", Reason.MALFORMED, "'o'", layer("Dense", "o", "'units':3,'code':'x'")),
        refused("bad name", Reason.MALFORMED, "name", layer("Dense", "../x", "'units':3")),
        refused("no layers", Reason.MALFORMED, "layers", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void shouldRefuse(String name, Reason reason, String mention, String layers) {
    byte[] json = bytes(model(layers));

    assertThatThrownBy(() -> ModelSpecJson.read(json))
        .isInstanceOfSatisfying(
            ModelSpecRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(mention);
  }

  @Test
  void shouldRefuseAbsurdNesting() {
    byte[] json = bytes("[".repeat(100_000));

    assertThatThrownBy(() -> ModelSpecJson.read(json))
        .isInstanceOf(ModelSpecRefusedException.class)
        .hasMessageContaining("depth");
  }

  @Test
  void shouldRefuseOversizedJsonByItsLength() {
    byte[] json = new byte[ModelLimits.DEFAULT.jsonBytes() + 1];

    assertThatThrownBy(() -> ModelSpecJson.read(json))
        .isInstanceOfSatisfying(
            ModelSpecRefusedException.class,
            e -> assertThat(e.code()).isEqualTo("model-spec-too-large"));
  }

  @Test
  void shouldRefuseDuplicateNamesAndTrailingText() {
    byte[] twice = bytes("{'format':'assay-model/1','format':'assay-model/1'}");
    byte[] trailing = bytes(model(layer("Dense", "o", "'units':10,'activation':'softmax'")) + "{}");

    assertThatThrownBy(() -> ModelSpecJson.read(twice)).isInstanceOf(TrainingException.class);
    assertThatThrownBy(() -> ModelSpecJson.read(trailing)).isInstanceOf(TrainingException.class);
  }

  @Test
  void shouldAnswerMutatedSpecsOnlyWithASpecOrANamedRefusal() {
    long seed = 20_260_101;
    System.out.println("ModelSpecJsonTest fuzz seed " + seed);
    Random random = new Random(seed);
    byte[] original = ModelSpecJson.write(LENET);

    for (int round = 0; round < 5_000; round++) {
      byte[] mutated = original.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(ModelSpecJson.read(mutated).parameterCount())
            .isLessThanOrEqualTo(ModelLimits.DEFAULT.parameters());
      } catch (ModelSpecRefusedException e) {
        assertThat(e.code()).startsWith("model-spec-");
      }
    }
  }

  private static Arguments refused(String name, Reason reason, String mention, String layers) {
    return Arguments.of(name, reason, mention, layers);
  }

  private static String layer(String className, String name, String config) {
    return "{'class_name':'" + className + "','name':'" + name + "','config':{" + config + "}}";
  }

  private static String wired(String className, String name, String inbound) {
    String config = className.equals("Activation") ? "'activation':'relu'" : "";
    return "{'class_name':'"
        + className
        + "','name':'"
        + name
        + "','inbound':["
        + inbound
        + "],'config':{"
        + config
        + "}}";
  }

  private static String model(String layers) {
    return "{'format':'assay-model/1','input_shape':[64],'layers':["
        + layers
        + "],'loss':'categorical_crossentropy','metrics':['accuracy'],"
        + "'optimizer':{'class_name':'Adam','config':{'learning_rate':0.003}}}";
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = ModelSpecJsonTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
