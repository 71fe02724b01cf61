package assay.training.benchmark;

import assay.training.spec.ActivationFunction;
import assay.training.spec.Architectures;
import assay.training.spec.ConvolutionLayer;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Padding;
import assay.training.spec.PoolingLayer;
import assay.training.spec.Shape;
import assay.training.spec.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a rig is measured by, after DeepBench: the operations that training consists of, and steps
 * of two nets. Sizes are the same on every rig. The reference speeds are an imagined machine's,
 * about one core of a server of 2023; they never change, or scores could not be compared.
 */
public enum Kernel {
  GEMM("matrix product 1024x1024x1024", 100e9),
  CONVOLUTION("3x3 convolution, 64 to 64 channels, 28x28, batch of 16", 50e9),
  LSTM("LSTM of 256 units, 16 steps, batch of 64", 50e9),
  AVERAGING("mean of two times 4 194 304 weights", 1e9),
  LENET("LeNet training step, 28x28, batch of 64", 30e9),
  RESNET8("ResNet-8 training step, 32x32x3, batch of 64", 30e9);

  private static final int CLASSES = 10;
  private static final int BATCH = 64;

  private final String text;
  private final double reference;

  Kernel(String text, double reference) {
    this.text = text;
    this.reference = reference;
  }

  /** The kernel with this word, if there is one. */
  public static Optional<Kernel> named(String word) {
    return Arrays.stream(values()).filter(kernel -> kernel.word().equals(word)).findFirst();
  }

  /** How reports call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String text() {
    return text;
  }

  public Work work() {
    return switch (this) {
      case GEMM -> new Work.Product(1024);
      case CONVOLUTION -> new Work.Answer(convolution(), 16);
      case LSTM -> new Work.Answer(lstm(), BATCH);
      case AVERAGING -> new Work.Averaging(1 << 22);
      case LENET -> new Work.Step(leNet(), BATCH);
      case RESNET8 -> new Work.Step(resNet8(), BATCH);
    };
  }

  /** FLOP/s that make 1 000 points. */
  public double reference() {
    return reference;
  }

  private static ModelSpec convolution() {
    Window window = Window.square(3, 1, Padding.SAME);
    LayerName convolved = new LayerName("convolved");
    LayerName pooled = new LayerName("pooled");
    return new ModelSpec(
        Shape.of(28, 28, 64),
        List.of(
            new LayerNode(
                convolved,
                new ConvolutionLayer.Conv2D(64, window, ActivationFunction.RELU, true),
                List.of(LayerName.INPUT)),
            new LayerNode(pooled, new PoolingLayer.GlobalAveragePooling2D(), List.of(convolved)),
            new LayerNode(
                new LayerName("output"),
                new CoreLayer.Dense(CLASSES, ActivationFunction.SOFTMAX, true),
                List.of(pooled))),
        Loss.CATEGORICAL_CROSSENTROPY,
        Optimizer.Adam.withRate(0.001),
        List.of(Metric.ACCURACY));
  }

  private static ModelSpec lstm() {
    return Architectures.lstmClassifier(Shape.of(16, 256), 256, CLASSES, 1);
  }

  private static ModelSpec leNet() {
    return Architectures.leNet(Shape.of(28, 28, 1), CLASSES, 1);
  }

  private static ModelSpec resNet8() {
    return Architectures.resNet8(Shape.of(32, 32, 3), CLASSES, 1);
  }
}
