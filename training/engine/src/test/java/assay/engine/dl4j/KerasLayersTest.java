package assay.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.run.EngineRefusedException;
import assay.training.run.EpochReport;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import assay.training.spec.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of layer beyond the first ones: Keras's answers, weights back and forth, learning. */
class KerasLayersTest {

  private static final String IMAGE = "[6,5,2]";
  private static final String SEQUENCE = "[15,4]";
  private static final String PLACES = "[60]";
  private static final String FLAT = ",{'class_name':'Flatten','name':'f','config':{}}";
  private static final String SAME = "'padding':'same'";

  static Stream<Arguments> models() {
    return Stream.of(
        row(
            IMAGE,
            layer("SeparableConv2D", "'filters':4,'kernel_size':[3,2],'activation':'tanh'") + FLAT),
        row(
            IMAGE,
            layer(
                    "SeparableConv2D",
                    "'filters':3,'kernel_size':[3,3],'strides':[2,2],'depth_multiplier':3,'use_bias':false,"
                        + SAME)
                + FLAT),
        row(
            IMAGE,
            layer(
                    "Conv2DTranspose",
                    "'filters':3,'kernel_size':[2,2],'strides':[2,2],'activation':'relu'")
                + FLAT),
        row(
            IMAGE,
            layer("Conv2DTranspose", "'filters':3,'kernel_size':[3,2],'strides':[2,1]") + FLAT),
        row(
            IMAGE,
            layer("Conv2DTranspose", "'filters':3,'kernel_size':[3,3],'strides':[2,2]," + SAME)
                + FLAT),
        row(
            IMAGE,
            layer(
                    "Conv2DTranspose",
                    "'filters':2,'kernel_size':[4,3],'strides':[2,1],'use_bias':false," + SAME)
                + FLAT),
        row(IMAGE, layer("GlobalMaxPooling2D", "")),
        row(IMAGE, layer("GlobalAveragePooling2D", "")),
        row(IMAGE, layer("UpSampling2D", "'size':[2,3]") + FLAT),
        row(SEQUENCE, layer("Conv1D", "'filters':5,'kernel_size':[3],'activation':'relu'") + FLAT),
        row(
            SEQUENCE,
            layer("Conv1D", "'filters':5,'kernel_size':[4],'strides':[2]," + SAME) + FLAT),
        row(SEQUENCE, layer("MaxPooling1D", "'pool_size':[2]") + FLAT),
        row(SEQUENCE, layer("AveragePooling1D", "'pool_size':[4],'strides':[3]," + SAME) + FLAT),
        row(SEQUENCE, layer("GlobalMaxPooling1D", "")),
        row(SEQUENCE, layer("GlobalAveragePooling1D", "")),
        row(SEQUENCE, layer("BatchNormalization", "") + FLAT),
        row(SEQUENCE, layer("LSTM", "'units':6")),
        row(SEQUENCE, layer("LSTM", "'units':6,'return_sequences':true") + FLAT),
        row(SEQUENCE, layer("SimpleRNN", "'units':6")),
        row(
            SEQUENCE,
            layer("SimpleRNN", "'units':3,'activation':'relu','return_sequences':true") + FLAT),
        row(SEQUENCE, both("concat", "'units':4")),
        row(SEQUENCE, both("sum", "'units':4,'return_sequences':true") + FLAT),
        row(SEQUENCE, both("mul", "'units':4")),
        row(SEQUENCE, both("ave", "'units':4,'return_sequences':true") + FLAT),
        row(
            SEQUENCE,
            layer(
                    "Bidirectional",
                    "'layer':{'class_name':'SimpleRNN','config':{'units':3,'return_sequences':true}}")
                + FLAT),
        row(
            SEQUENCE,
            layer("Rescaling", "'scale':0.5,'offset':0.1")
                + ",{'class_name':'LSTM','name':'l','config':{'units':4,'return_sequences':true}},{'class_name':'Concatenate','name':'j','inbound':['x','l'],'config':{}},{'class_name':'Dropout','name':'d','config':{'rate':0.2}},{'class_name':'Conv1D','name':'c','config':{'filters':8,'kernel_size':[3],'padding':'same'}},{'class_name':'Add','name':'s','inbound':['c','j'],'config':{}},{'class_name':'Activation','name':'a','config':{'activation':'silu'}},{'class_name':'Reshape','name':'r','config':{'target_shape':[5,3,8]}},{'class_name':'GlobalAveragePooling2D','name':'g','config':{}}"),
        row(PLACES, layer("Embedding", "'input_dim':2,'output_dim':3") + FLAT),
        row(
            PLACES,
            layer("Embedding", "'input_dim':9,'output_dim':3")
                + ",{'class_name':'LSTM','name':'l','config':{'units':4}}"),
        row(
            PLACES,
            layer("Reshape", "'target_shape':[12,5]")
                + ",{'class_name':'SimpleRNN','name':'l','config':{'units':4}}"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("models")
  void shouldAnswerAsKerasDefines(String input, String layers) {
    ModelSpec spec = spec(input, layers);
    LabelledData data = data(5);
    Weights weights = weights(spec);

    float[][] answers = new Dl4jEngine(System::nanoTime).predict(spec, weights, data);

    KerasReference reference = new KerasReference(spec, weights);
    for (int i = 0; i < data.size(); i++) {
      double[] expected = reference.answer(data.sample(i).values());
      for (int c = 0; c < expected.length; c++) {
        assertThat((double) answers[i][c]).isCloseTo(expected[c], within(1e-5));
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("models")
  void shouldLearnAndGiveBackWeightsThatAnswerAlike(String input, String layers) {
    ModelSpec spec = spec(input, layers);
    TrainingJob job =
        new TrainingJob(spec, data(48), data(6), TrainingSettings.of(6, 9).withBatchSize(16));
    Dl4jEngine engine = new Dl4jEngine(System::nanoTime);
    List<Double> losses = new ArrayList<>();

    TrainingState state = engine.train(job, listening(losses));

    assertThat(losses.get(5)).isLessThan(losses.get(0));
    float[][] answers = engine.predict(spec, state.weights(), job.validation());
    double[] expected =
        new KerasReference(spec, state.weights()).answer(job.validation().sample(0).values());
    for (int c = 0; c < expected.length; c++) {
      assertThat((double) answers[0][c]).isCloseTo(expected[c], within(1e-4));
    }
  }

  @Test
  void shouldRefuseByNameWhatDeeplearning4jLacks() {
    ModelSpec spec = spec(IMAGE, layer("LayerNormalization", "") + FLAT);

    assertThatThrownBy(() -> new Dl4jEngine(System::nanoTime).requireSupport(spec))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("'x' (LayerNormalization)")
        .hasMessageContaining("no such layer");
  }

  @Test
  void shouldRefuseSoftmaxOverAnImageInsideTheGraph() {
    ModelSpec spec = spec(IMAGE, layer("Activation", "'activation':'softmax'") + FLAT);

    assertThatThrownBy(() -> new Dl4jEngine(System::nanoTime).requireSupport(spec))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("'x' (Activation)");
  }

  @Test
  void shouldRefuseDataBeyondAnEmbeddingsTable() {
    ModelSpec spec = spec(PLACES, layer("Embedding", "'input_dim':1,'output_dim':3") + FLAT);
    Weights weights = weights(spec);

    assertThatThrownBy(() -> new Dl4jEngine(System::nanoTime).predict(spec, weights, data(2)))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageContaining("'x' (Embedding)");
  }

  private static Arguments row(String input, String layers) {
    return Arguments.of(input, layers);
  }

  private static String layer(String kind, String config) {
    return "{'class_name':'" + kind + "','name':'x','config':{" + config + "}}";
  }

  private static String both(String merge, String config) {
    return layer(
        "Bidirectional",
        "'merge_mode':'" + merge + "','layer':{'class_name':'LSTM','config':{" + config + "}}");
  }

  private static TrainingListener listening(List<Double> losses) {
    return new TrainingListener() {
      @Override
      public void onEpoch(EpochReport report) {
        losses.add(report.loss());
      }
    };
  }

  private static ModelSpec spec(String input, String layers) {
    String json =
        "{'format':'assay-model/1','input_shape':"
            + input
            + ",'layers':["
            + layers
            + ",{'class_name':'Dense','name':'o','config':{'units':3,'activation':'softmax'}}"
            + "],'loss':'categorical_crossentropy','metrics':['accuracy'],'optimizer':"
            + "{'class_name':'Adam','config':{'learning_rate':0.01}}}";
    return ModelSpecJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** Sixty values each, all 0 or 1 so that they are places in a table too; labels follow them. */
  private static LabelledData data(int size) {
    Random random = new Random(size);
    List<Sample> samples =
        IntStream.range(0, size)
            .mapToObj(
                i -> {
                  float[] values = new float[60];
                  for (int j = 0; j < values.length; j++) {
                    values[j] = random.nextInt(4) < 1 + i % 3 ? 1 : 0;
                  }
                  return new Sample(values, i % 3);
                })
            .toList();
    return LabelledData.of(new DataFormat(60, 0, 1, 3), samples);
  }

  private static Weights weights(ModelSpec spec) {
    Random random = new Random(4);
    return new Weights(spec.tensors().stream().map(tensor -> tensor(tensor, random)).toList());
  }

  private static Tensor tensor(TensorSpec spec, Random random) {
    float low = spec.role().equals("moving_variance") ? 0.2f : -0.5f;
    float[] values = new float[(int) spec.shape().elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + random.nextFloat();
    }
    return Tensor.of(spec, values);
  }
}
