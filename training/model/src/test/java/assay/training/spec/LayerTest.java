package assay.training.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.spec.ModelSpecRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes and tensors of every kind of layer, by Keras's definitions. */
class LayerTest {

  private static final String SAME = "'padding':'same'";

  static Stream<Arguments> kinds() {
    return Stream.of(
        row("[7]", "Dense", "'units':3", "[3]", "kernel[7, 3] bias[3]"),
        row("[7]", "Dense", "'units':3,'use_bias':false", "[3]", "kernel[7, 3]"),
        row("[5]", "Embedding", "'input_dim':9,'output_dim':4", "[5, 4]", "embeddings[9, 4]"),
        row("[5, 4]", "Activation", "'activation':'gelu'", "[5, 4]", ""),
        row("[5, 4]", "Dropout", "'rate':0.5", "[5, 4]", ""),
        row("[5, 4]", "Rescaling", "'scale':0.5", "[5, 4]", ""),
        row(
            "[9, 4]",
            "Conv1D",
            "'filters':6,'kernel_size':[3]",
            "[7, 6]",
            "kernel[3, 4, 6] bias[6]"),
        row(
            "[9, 4]",
            "Conv1D",
            "'filters':6,'kernel_size':[4],'strides':[2]," + SAME,
            "[5, 6]",
            "kernel[4, 4, 6] bias[6]"),
        row(
            "[6, 5, 2]",
            "Conv2D",
            "'filters':4,'kernel_size':[3,2],'strides':[2,1]",
            "[2, 4, 4]",
            "kernel[3, 2, 2, 4] bias[4]"),
        row(
            "[6, 5, 2]",
            "SeparableConv2D",
            "'filters':4,'kernel_size':[3,3],'depth_multiplier':3,'use_bias':false," + SAME,
            "[6, 5, 4]",
            "depthwise_kernel[3, 3, 2, 3] pointwise_kernel[1, 1, 6, 4]"),
        row(
            "[6, 5, 2]",
            "Conv2DTranspose",
            "'filters':4,'kernel_size':[3,2],'strides':[2,2]",
            "[13, 10, 4]",
            "kernel[3, 2, 4, 2] bias[4]"),
        row(
            "[6, 5, 2]",
            "Conv2DTranspose",
            "'filters':4,'kernel_size':[3,3],'strides':[2,2]," + SAME,
            "[12, 10, 4]",
            "kernel[3, 3, 4, 2] bias[4]"),
        row("[9, 4]", "MaxPooling1D", "'pool_size':[2]", "[4, 4]", ""),
        row("[9, 4]", "AveragePooling1D", "'pool_size':[3],'strides':[2]," + SAME, "[5, 4]", ""),
        row("[6, 5, 2]", "MaxPooling2D", "'pool_size':[2,2]", "[3, 2, 2]", ""),
        row("[6, 5, 2]", "AveragePooling2D", "'pool_size':[2,2]," + SAME, "[3, 3, 2]", ""),
        row("[9, 4]", "GlobalMaxPooling1D", "", "[4]", ""),
        row("[9, 4]", "GlobalAveragePooling1D", "", "[4]", ""),
        row("[6, 5, 2]", "GlobalMaxPooling2D", "", "[2]", ""),
        row("[6, 5, 2]", "GlobalAveragePooling2D", "", "[2]", ""),
        row(
            "[9, 4]",
            "BatchNormalization",
            "",
            "[9, 4]",
            "gamma[4] beta[4] moving_mean[4] moving_variance[4]"),
        row("[6, 5, 2]", "LayerNormalization", "", "[6, 5, 2]", "gamma[2] beta[2]"),
        row("[9, 4]", "LSTM", "'units':5", "[5]", "kernel[4, 20] recurrent_kernel[5, 20] bias[20]"),
        row(
            "[9, 4]",
            "SimpleRNN",
            "'units':5,'return_sequences':true,'activation':'relu'",
            "[9, 5]",
            "kernel[4, 5] recurrent_kernel[5, 5] bias[5]"),
        row(
            "[9, 4]",
            "Bidirectional",
            "'layer':{'class_name':'LSTM','config':{'units':2,'return_sequences':true}}",
            "[9, 4]",
            "forward_kernel[4, 8] forward_recurrent_kernel[2, 8] forward_bias[8] "
                + "backward_kernel[4, 8] backward_recurrent_kernel[2, 8] backward_bias[8]"),
        row(
            "[9, 4]",
            "Bidirectional",
            "'merge_mode':'sum','layer':{'class_name':'SimpleRNN','config':{'units':2}}",
            "[2]",
            "forward_kernel[4, 2] forward_recurrent_kernel[2, 2] forward_bias[2] "
                + "backward_kernel[4, 2] backward_recurrent_kernel[2, 2] backward_bias[2]"),
        row("[6, 5, 2]", "Flatten", "", "[60]", ""),
        row("[9, 4]", "Reshape", "'target_shape':[6,6]", "[6, 6]", ""),
        row("[6, 5, 2]", "UpSampling2D", "'size':[2,3]", "[12, 15, 2]", ""),
        row("[6, 5, 2]", "UpSampling2D", "", "[12, 10, 2]", ""));
  }

  @ParameterizedTest(name = "{1} of {0} with {2}")
  @MethodSource("kinds")
  void shouldInferShapeAndTensors(
      String input, String kind, String config, String shape, String tensors) {
    ModelSpec spec = read(input, layer(kind, "x", config) + ending(shape));

    assertThat(spec.shapeOf(new LayerName("x"))).hasToString(shape);
    List<String> own =
        spec.tensors().stream()
            .filter(tensor -> tensor.layer().value().equals("x"))
            .map(tensor -> tensor.role() + tensor.shape())
            .toList();
    assertThat(String.join(" ", own)).isEqualTo(tensors);
  }

  @ParameterizedTest(name = "{1} of {0} with {2}")
  @MethodSource("kinds")
  void shouldReadBackWhatItWrote(
      String input, String kind, String config, String shape, String tensors) {
    ModelSpec spec = read(input, layer(kind, "x", config) + ending(shape));

    assertThat(ModelSpecJson.read(ModelSpecJson.write(spec))).isEqualTo(spec);
  }

  @Test
  void shouldHaveARowForEveryKindButThoseThatJoin() {
    Set<Object> kinds = new TreeSet<>();
    kinds().forEach(row -> kinds.add(row.get()[1]));

    assertThat(kinds).hasSize(25);
  }

  @Test
  void shouldJoinSequencesAlongTheirFeatures() {
    ModelSpec spec =
        read(
            "[9, 4]",
            layer("LSTM", "a", "'units':3,'return_sequences':true")
                + ",{'class_name':'Concatenate','name':'x','inbound':['input','a'],'config':{}}"
                + ending("[9, 7]"));

    assertThat(spec.shapeOf(new LayerName("x"))).isEqualTo(Shape.of(9, 7));
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        misfit("[5]", "LSTM", "'units':3", Reason.WRONG_SHAPE, "sequence"),
        misfit("[9, 4]", "LSTM", "'units':2000000000", Reason.TOO_LARGE, "units"),
        misfit("[9, 4]", "SimpleRNN", "'units':2,'activation':'softmax'", Reason.MALFORMED, "'x'"),
        misfit(
            "[9, 4]",
            "Bidirectional",
            "'layer':{'class_name':'Dense','config':{'units':2}}",
            Reason.MALFORMED,
            "'x'"),
        misfit(
            "[9, 4]",
            "Bidirectional",
            "'layer':{'class_name':'LSTM','config':{'units':2000000000}}",
            Reason.TOO_LARGE,
            "'x'"),
        misfit("[9, 4]", "Conv2D", "'filters':2,'kernel_size':[2,2]", Reason.WRONG_SHAPE, "image"),
        misfit("[9, 4]", "Conv1D", "'filters':2,'kernel_size':[10]", Reason.WRONG_SHAPE, "fit"),
        misfit(
            "[9, 4]", "Conv1D", "'filters':2000000000,'kernel_size':[1]", Reason.TOO_LARGE, "'x'"),
        misfit("[6, 5, 2]", "MaxPooling1D", "'pool_size':[2]", Reason.WRONG_SHAPE, "sequence"),
        misfit("[5]", "GlobalMaxPooling2D", "", Reason.WRONG_SHAPE, "image"),
        misfit("[6, 5, 2]", "GlobalMaxPooling1D", "", Reason.WRONG_SHAPE, "sequence"),
        misfit(
            "[6, 5, 2]", "Embedding", "'input_dim':2,'output_dim':2", Reason.WRONG_SHAPE, "vector"),
        misfit(
            "[5]",
            "Embedding",
            "'input_dim':2000000000,'output_dim':16000000",
            Reason.TOO_LARGE,
            "'x'"),
        misfit("[6, 5, 2]", "UpSampling2D", "'size':[4096,4096]", Reason.TOO_LARGE, "'x'"),
        misfit("[6, 5, 2]", "UpSampling2D", "'size':[2000000000,1]", Reason.WRONG_SHAPE, "size"),
        misfit(
            "[6, 5, 2]",
            "Conv2DTranspose",
            "'filters':1,'kernel_size':[4096,4096],'strides':[4096,4096]",
            Reason.TOO_LARGE,
            "'x'"),
        misfit(
            "[6, 5, 2]",
            "Conv2DTranspose",
            "'filters':1,'kernel_size':[1,2],'strides':[2,2]",
            Reason.WRONG_SHAPE,
            "gaps"),
        misfit(
            "[6, 5, 2]",
            "SeparableConv2D",
            "'filters':1,'kernel_size':[1,1],'depth_multiplier':2147483647",
            Reason.TOO_LARGE,
            "'x'"),
        misfit("[9, 4]", "Dense", "'units':3", Reason.WRONG_SHAPE, "Flatten"));
  }

  @ParameterizedTest(name = "{1} of {0} with {2}")
  @MethodSource("misfits")
  void shouldRefuse(String input, String kind, String config, Reason reason, String mention) {
    assertThatThrownBy(() -> read(input, layer(kind, "x", config)))
        .isInstanceOfSatisfying(
            ModelSpecRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(mention);
  }

  @Test
  void shouldRefuseAnEmbeddingThatReadsAnotherLayer() {
    String layers =
        layer("Rescaling", "s", "'scale':1000")
            + ","
            + layer("Embedding", "x", "'input_dim':9,'output_dim':4")
            + ending("[5, 4]");

    assertThatThrownBy(() -> read("[5]", layers))
        .isInstanceOf(ModelSpecRefusedException.class)
        .hasMessageContaining("must read 'input' itself");
  }

  @Test
  void shouldAnswerMutatedSpecsOfEveryKindOnlyWithASpecOrANamedRefusal() {
    long seed = 20_261_121;
    System.out.println("LayerTest fuzz seed " + seed);
    Random random = new Random(seed);
    List<byte[]> originals =
        kinds()
            .map(row -> row.get())
            .map(
                row ->
                    read(
                        (String) row[0],
                        layer((String) row[1], "x", (String) row[2]) + ending((String) row[3])))
            .map(ModelSpecJson::write)
            .toList();

    for (int round = 0; round < 6_000; round++) {
      byte[] mutated = originals.get(round % originals.size()).clone();
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

  private static Arguments row(
      String input, String kind, String config, String shape, String tensors) {
    return Arguments.of(input, kind, config, shape, tensors);
  }

  private static Arguments misfit(
      String input, String kind, String config, Reason reason, String mention) {
    return Arguments.of(input, kind, config, reason, mention);
  }

  private static String layer(String kind, String name, String config) {
    return "{'class_name':'" + kind + "','name':'" + name + "','config':{" + config + "}}";
  }

  /** What makes an answer of a layer's output. */
  private static String ending(String shape) {
    String flat = shape.contains(",") ? "," + layer("Flatten", "f", "") : "";
    return flat + "," + layer("Dense", "o", "'units':3,'activation':'softmax'");
  }

  private static ModelSpec read(String input, String layers) {
    String json =
        "{'format':'assay-model/1','input_shape':"
            + input
            + ",'layers':["
            + layers
            + "],'loss':'categorical_crossentropy','metrics':['accuracy'],"
            + "'optimizer':{'class_name':'Adam','config':{'learning_rate':0.003}}}";
    return ModelSpecJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
