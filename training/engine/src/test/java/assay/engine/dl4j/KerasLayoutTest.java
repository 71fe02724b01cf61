package assay.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import assay.training.spec.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's answers against a reference that follows Keras's definitions. */
class KerasLayoutTest {

  private static final DataFormat FORMAT = new DataFormat(6 * 5 * 2, -2, 2, 3);
  private static final String CONV =
      "{'class_name':'Conv2D','name':'c','config':{'filters':4,'kernel_size':[3,2],";
  private static final String OUT =
      ",{'class_name':'Flatten','name':'f','config':{}},"
          + "{'class_name':'Dense','name':'o','config':{'units':3,'activation':'softmax'}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        CONV + "'padding':'valid','activation':'relu'}}" + OUT,
        CONV + "'padding':'same','activation':'tanh'}}" + OUT,
        CONV + "'padding':'same','strides':[2,2],'activation':'elu'}}" + OUT,
        CONV + "'padding':'valid','strides':[2,1],'use_bias':false,'activation':'selu'}}" + OUT,
        "{'class_name':'MaxPooling2D','name':'p','config':{'pool_size':[2,2]}}" + OUT,
        "{'class_name':'MaxPooling2D','name':'p','config':{'pool_size':[2,2],'padding':'same'}}"
            + OUT,
        "{'class_name':'AveragePooling2D','name':'p','config':{'pool_size':[3,2],'strides':[2,2],"
            + "'padding':'same'}}"
            + OUT,
        CONV
            + "'activation':'sigmoid'}},{'class_name':'BatchNormalization','name':'b','config':{}},"
            + "{'class_name':'Activation','name':'a','config':{'activation':'softplus'}}"
            + OUT,
        CONV + "'activation':'leaky_relu'}}" + OUT,
        CONV + "'activation':'silu'}}" + OUT,
        CONV + "'activation':'gelu'}}" + OUT,
        CONV + "'activation':'softsign'}}" + OUT,
        "{'class_name':'Rescaling','name':'r','config':{'scale':0.5,'offset':0.25}},"
            + "{'class_name':'Conv2D','name':'x','inbound':['r'],'config':{'filters':2,"
            + "'kernel_size':[3,3],'padding':'same'}},"
            + "{'class_name':'Add','name':'s','inbound':['r','x'],'config':{}},"
            + "{'class_name':'Concatenate','name':'j','inbound':['s','r'],'config':{}},"
            + "{'class_name':'Dropout','name':'d','config':{'rate':0.5}}"
            + OUT,
        "{'class_name':'Flatten','name':'f','config':{}},"
            + "{'class_name':'Dense','name':'fc_1-b','config':{'units':3}},"
            + "{'class_name':'Activation','name':'o','config':{'activation':'softmax'}}",
        "{'class_name':'Reshape','name':'v','config':{'target_shape':[60]}},"
            + "{'class_name':'Dense','name':'h','config':{'units':12,'activation':'relu'}},"
            + "{'class_name':'Reshape','name':'i','config':{'target_shape':[2,3,2]}},"
            + "{'class_name':'Conv2D','name':'c','config':{'filters':2,'kernel_size':[2,2]}}"
            + OUT
      })
  void shouldAnswerAsKerasDefines(String layers) {
    ModelSpec spec = spec(layers);
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

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldTrainEveryKindOfLayerRepeatably(int devices) {
    ModelSpec spec =
        spec(
            CONV
                + "'padding':'same'}},{'class_name':'BatchNormalization','name':'b','config':{}},"
                + "{'class_name':'Conv2D','name':'x_1-W','config':{'filters':4,'kernel_size':[1,1]}},"
                + "{'class_name':'Add','name':'s','inbound':['b','x_1-W'],'config':{}},"
                + "{'class_name':'Concatenate','name':'j','inbound':['s','b'],'config':{}},"
                + "{'class_name':'AveragePooling2D','name':'p','config':{'pool_size':[2,2]}},"
                + "{'class_name':'Dropout','name':'d','config':{'rate':0.3}}"
                + OUT);
    TrainingSettings settings = TrainingSettings.of(3, 9).withDevices(devices).withBatchSize(8);
    TrainingJob job = new TrainingJob(spec, data(48), data(10), settings);
    Dl4jEngine engine = new Dl4jEngine(System::nanoTime);

    Weights first = engine.train(job, TrainingListener.NONE).weights();
    Weights second = engine.train(job, TrainingListener.NONE).weights();

    assertThat(second).isEqualTo(first);
  }

  private static ModelSpec spec(String layers) {
    String json =
        "{'format':'assay-model/1','input_shape':[6,5,2],'layers':["
            + layers
            + "],'loss':'categorical_crossentropy','metrics':['accuracy'],'optimizer':"
            + "{'class_name':'Adam','config':{'learning_rate':0.01}}}";
    return ModelSpecJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static LabelledData data(int size) {
    Random random = new Random(size);
    List<Sample> samples =
        IntStream.range(0, size).mapToObj(i -> new Sample(values(60, random, -1), i % 3)).toList();
    return LabelledData.of(FORMAT, samples);
  }

  private static Weights weights(ModelSpec spec) {
    Random random = new Random(4);
    return new Weights(spec.tensors().stream().map(tensor -> tensor(tensor, random)).toList());
  }

  private static Tensor tensor(TensorSpec spec, Random random) {
    float low = spec.role().equals("moving_variance") ? 0.2f : -0.5f;
    return Tensor.of(spec, values((int) spec.shape().elements(), random, low));
  }

  private static float[] values(int count, Random random, float low) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = low + random.nextFloat();
    }
    return values;
  }
}
