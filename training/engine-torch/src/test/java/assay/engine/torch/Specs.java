package assay.engine.torch;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import assay.training.spec.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Specs from JSON with single quotes, and seeded numbers for them. */
final class Specs {

  static final String ADAM = "{'class_name':'Adam','config':{'learning_rate':0.005}}";

  /** Two residual blocks with batch normalisation over the digits' images. */
  static final String RESIDUAL =
      "{'class_name':'Rescaling','name':'scale','config':{'scale':0.0625,'offset':-0.3}},"
          + "{'class_name':'Reshape','name':'image','config':{'target_shape':[8,8,1]}},"
          + conv("c0", 8, 1)
          + "{'class_name':'BatchNormalization','name':'n0','config':{'momentum':0.9}},"
          + "{'class_name':'Activation','name':'a0','config':{'activation':'relu'}},"
          + conv("c1", 8, 1)
          + "{'class_name':'BatchNormalization','name':'n1','config':{'momentum':0.9}},"
          + "{'class_name':'Add','name':'s1','inbound':['n1','a0'],'config':{}},"
          + "{'class_name':'Activation','name':'a1','config':{'activation':'relu'}},"
          + conv("c2", 16, 2)
          + "{'class_name':'BatchNormalization','name':'n2','config':{'momentum':0.9}},"
          + "{'class_name':'Conv2D','name':'short','inbound':['a1'],'config':{'filters':16,"
          + "'kernel_size':[1,1],'strides':[2,2],'padding':'same'}},"
          + "{'class_name':'Add','name':'s2','inbound':['n2','short'],'config':{}},"
          + "{'class_name':'Activation','name':'a2','config':{'activation':'relu'}},"
          + "{'class_name':'AveragePooling2D','name':'pool','config':{'pool_size':[4,4]}},"
          + "{'class_name':'Flatten','name':'flat','config':{}},"
          + "{'class_name':'Dense','name':'out','config':{'units':10,'activation':'softmax'}}";

  private Specs() {}

  private static String conv(String name, int filters, int stride) {
    return "{'class_name':'Conv2D','name':'%s','config':{'filters':%d,'kernel_size':[3,3],'strides':[%d,%d],'padding':'same','use_bias':false}},"
        .formatted(name, filters, stride, stride);
  }

  static ModelSpec residual(String optimizer) {
    return spec("[64]", RESIDUAL, optimizer);
  }

  static ModelSpec spec(String inputShape, String layers, String optimizer) {
    String json =
        "{'format':'assay-model/1','input_shape':"
            + inputShape
            + ",'layers':["
            + layers
            + "],'loss':'categorical_crossentropy','metrics':['accuracy'],'optimizer':"
            + optimizer
            + "}";
    return ModelSpecJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static LabelledData data(DataFormat format, int size) {
    Random random = new Random(size);
    List<Sample> samples =
        IntStream.range(0, size)
            .mapToObj(i -> new Sample(values(format.width(), random, -1), i % format.classes()))
            .toList();
    return LabelledData.of(format, samples);
  }

  /** Sixty values each, all 0 or 1 so that they are places in a table too; labels follow them. */
  static LabelledData places(int size) {
    Random random = new Random(size);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      float[] values = new float[60];
      for (int j = 0; j < values.length; j++) {
        values[j] = random.nextInt(4) < 1 + i % 3 ? 1 : 0;
      }
      samples.add(new Sample(values, i % 3));
    }
    return LabelledData.of(new DataFormat(60, 0, 1, 3), samples);
  }

  static Weights weights(ModelSpec spec) {
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
