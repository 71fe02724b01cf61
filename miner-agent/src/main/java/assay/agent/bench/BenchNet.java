package assay.agent.bench;

import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.data.Sample;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** The nets that training is measured on. */
enum BenchNet {
  MLP,
  LENET,
  RESNET8;

  private static final int CLASSES = 10;

  /** How commands and figures call it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Samples of an epoch: enough that what comes between epochs does not count. */
  int samples() {
    return switch (this) {
      case MLP -> 65_536;
      case LENET, RESNET8 -> 512;
    };
  }

  ModelSpec spec() {
    return switch (this) {
      case MLP -> Architectures.perceptron(64, 128, CLASSES, 1);
      case LENET -> Architectures.leNet(Shape.of(28, 28, 1), CLASSES, 1);
      case RESNET8 -> Architectures.resNet8(Shape.of(32, 32, 3), CLASSES, 1);
    };
  }

  /** Random samples: what they are does not change how long a step takes. */
  LabelledData data(int samples, Random random) {
    int width = (int) spec().input().elements();
    return LabelledData.of(
        new DataFormat(width, 0, 1, CLASSES),
        IntStream.range(0, samples)
            .mapToObj(i -> new Sample(values(width, random), i % CLASSES))
            .toList());
  }

  private static float[] values(int width, Random random) {
    float[] values = new float[width];
    for (int i = 0; i < width; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
