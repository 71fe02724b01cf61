package assay.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.engine.dl4j.KerasReference;
import assay.training.checkpoint.Weights;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.run.EpochReport;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import assay.training.spec.ActivationFunction;
import assay.training.spec.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's answers against a reference that follows Keras's definitions. */
class KerasMeaningTest {

  private static final DataFormat FORMAT = new DataFormat(6 * 5 * 2, -2, 2, 3);
  private static final TorchEngine ENGINE = new TorchEngine(System::nanoTime);
  private static final String SOFTMAX =
      ",{'class_name':'Dense','name':'out','config':{'units':3,'activation':'softmax'}}";
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
        "{'class_name':'AveragePooling2D','name':'p','config':{'pool_size':[2,2]}}" + OUT,
        CONV
            + "'activation':'sigmoid'}},{'class_name':'BatchNormalization','name':'b','config':{}},"
            + "{'class_name':'Activation','name':'a','config':{'activation':'softplus'}}"
            + OUT,
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
            + "{'class_name':'BatchNormalization','name':'n','config':{}},"
            + "{'class_name':'Dense','name':'h','config':{'units':12,'activation':'relu'}},"
            + "{'class_name':'Reshape','name':'i','config':{'target_shape':[2,3,2]}},"
            + "{'class_name':'Conv2D','name':'c','config':{'filters':2,'kernel_size':[2,2]}}"
            + OUT
      })
  void shouldAnswerAsKerasDefines(String layers) {
    ModelSpec spec = Specs.spec("[6,5,2]", layers, Specs.ADAM);

    assertAnswersAsKeras(spec, Specs.weights(spec), Specs.data(FORMAT, 5), 1e-5);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("assay.engine.dl4j.KerasLayersTest#models")
  void shouldAnswerAsKerasDefinesForEveryOtherLayer(String input, String layers) {
    ModelSpec spec = Specs.spec(input, layers + SOFTMAX, Specs.ADAM);

    assertAnswersAsKeras(spec, Specs.weights(spec), Specs.places(5), 1e-5);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("assay.engine.dl4j.KerasLayersTest#models")
  void shouldLearnAndGiveBackWeightsThatAnswerAlike(String input, String layers) {
    ModelSpec spec = Specs.spec(input, layers + SOFTMAX, Specs.ADAM);
    TrainingSettings settings = TrainingSettings.of(12, 9).withBatchSize(16);
    TrainingJob job = new TrainingJob(spec, Specs.places(48), Specs.places(6), settings);
    List<Double> losses = new ArrayList<>();

    TrainingState state = ENGINE.train(job, listening(losses));

    assertThat(losses.get(11)).isLessThan(losses.get(0));
    assertAnswersAsKeras(spec, state.weights(), job.validation(), 1e-4);
  }

  @ParameterizedTest
  @EnumSource(value = ActivationFunction.class, mode = EnumSource.Mode.EXCLUDE, names = "SOFTMAX")
  void shouldApplyEveryFunctionAsKerasDefines(ActivationFunction function) {
    String layer =
        "{'class_name':'Dense','name':'d','config':{'units':7,'activation':'%s'}}"
            .formatted(function.word());
    ModelSpec spec = Specs.spec("[60]", layer + SOFTMAX, Specs.ADAM);

    assertAnswersAsKeras(spec, Specs.weights(spec), Specs.data(FORMAT, 5), 1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[60]", "[15,4]", "[6,5,2]"})
  void shouldNormaliseEachPlaceOverItsChannels(String input) {
    String layers =
        "{'class_name':'LayerNormalization','name':'n','config':{'epsilon':0.001}},"
            + "{'class_name':'Flatten','name':'f','config':{}},"
            + "{'class_name':'Activation','name':'o','config':{'activation':'linear'}}"
            + SOFTMAX;
    ModelSpec spec = Specs.spec(input, layers, Specs.ADAM);
    LabelledData data = Specs.data(FORMAT, 3);
    Weights weights = Specs.weights(spec);

    float[][] answers = ENGINE.predict(spec, weights, data);

    float[] scale = weights.tensors().get(0).values();
    float[] offset = weights.tensors().get(1).values();
    ModelSpec rest = Specs.spec("[60]", SOFTMAX.substring(1), Specs.ADAM);
    Weights last = new Weights(weights.tensors().subList(2, 4));
    double[] expected =
        new KerasReference(rest, last)
            .answer(normalised(data.sample(0).values(), scale, offset, 0.001));
    for (int c = 0; c < expected.length; c++) {
      assertThat((double) answers[0][c]).isCloseTo(expected[c], within(1e-5));
    }
  }

  private static float[] normalised(float[] values, float[] scale, float[] offset, double epsilon) {
    int channels = scale.length;
    float[] out = new float[values.length];
    for (int from = 0; from < values.length; from += channels) {
      double mean = 0;
      double square = 0;
      for (int c = 0; c < channels; c++) {
        mean += values[from + c] / channels;
      }
      for (int c = 0; c < channels; c++) {
        square += Math.pow(values[from + c] - mean, 2) / channels;
      }
      for (int c = 0; c < channels; c++) {
        double standard = (values[from + c] - mean) / Math.sqrt(square + epsilon);
        out[from + c] = (float) (standard * scale[c] + offset[c]);
      }
    }
    return out;
  }

  @Test
  void shouldShareOutOneAmongAPlacesChannelsInsideTheGraph() {
    ModelSpec spec =
        Specs.spec(
            "[6,5,2]",
            CONV
                + "'activation':'softmax'}},{'class_name':'GlobalAveragePooling2D','name':'g','config':{}},"
                + "{'class_name':'Activation','name':'l','config':{'activation':'linear'}}"
                + SOFTMAX,
            Specs.ADAM);

    assertAnswersAsKeras(spec, Specs.weights(spec), Specs.data(FORMAT, 5), 1e-5);
  }

  private static TrainingListener listening(List<Double> losses) {
    return new TrainingListener() {
      @Override
      public void onEpoch(EpochReport report) {
        losses.add(report.loss());
      }
    };
  }

  private static void assertAnswersAsKeras(
      ModelSpec spec, Weights weights, LabelledData data, double tolerance) {
    float[][] answers = ENGINE.predict(spec, weights, data);

    KerasReference reference = new KerasReference(spec, weights);
    for (int i = 0; i < data.size(); i++) {
      double[] expected = reference.answer(data.sample(i).values());
      for (int c = 0; c < expected.length; c++) {
        assertThat((double) answers[i][c]).isCloseTo(expected[c], within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldTrainEveryKindOfLayerRepeatably(int devices) {
    ModelSpec spec =
        Specs.spec(
            "[6,5,2]",
            CONV
                + "'padding':'same'}},{'class_name':'BatchNormalization','name':'b','config':{}},"
                + "{'class_name':'Conv2D','name':'x_1-W','config':{'filters':4,'kernel_size':[1,1]}},"
                + "{'class_name':'Add','name':'s','inbound':['b','x_1-W'],'config':{}},"
                + "{'class_name':'Concatenate','name':'j','inbound':['s','b'],'config':{}},"
                + "{'class_name':'AveragePooling2D','name':'p','config':{'pool_size':[2,2]}},"
                + "{'class_name':'Dropout','name':'d','config':{'rate':0.3}}"
                + OUT,
            Specs.ADAM);
    TrainingSettings settings = TrainingSettings.of(3, 9).withDevices(devices).withBatchSize(8);
    LabelledData validation = Specs.data(FORMAT, 10);
    TrainingJob job = new TrainingJob(spec, Specs.data(FORMAT, 48), validation, settings);

    Weights first = ENGINE.train(job, TrainingListener.NONE).weights();
    Weights second = ENGINE.train(job, TrainingListener.NONE).weights();

    assertThat(second).isEqualTo(first);
  }
}
