package assay.training.spec;

import java.util.List;

/** Specs that ship with the product, for demonstrations, tests and benchmarks. */
public final class Architectures {

  private static final Window FIVE = Window.square(5, 1, Padding.SAME);
  private static final Window HALVE = Window.square(2, 2, Padding.VALID);

  private Architectures() {}

  /**
   * A perceptron with one hidden layer over samples whose values run from 0 to {@code highest}.
   *
   * @param inputs values per sample
   * @param hidden units of the hidden layer
   * @param classes units of the output
   * @param highest the largest input value, scaled to 1
   */
  public static ModelSpec perceptron(int inputs, int hidden, int classes, double highest) {
    return spec(
        Shape.of(inputs),
        List.of(
            node("scale", new CoreLayer.Rescaling(1 / highest, 0), "input"),
            node("hidden", dense(hidden, ActivationFunction.RELU), "scale"),
            node("output", dense(classes, ActivationFunction.SOFTMAX), "hidden")),
        Optimizer.Adam.withRate(0.003));
  }

  /** A LeNet-like convolutional net (LeCun et al., 1998) over images given as flat vectors. */
  public static ModelSpec leNet(Shape image, int classes, double highest) {
    return spec(
        Shape.of((int) image.elements()),
        List.of(
            node("scale", new CoreLayer.Rescaling(1 / highest, 0), "input"),
            node("image", new ShapingLayer.Reshape(image), "scale"),
            node("conv1", conv(20), "image"),
            node("pool1", new PoolingLayer.MaxPooling2D(HALVE), "conv1"),
            node("conv2", conv(50), "pool1"),
            node("pool2", new PoolingLayer.MaxPooling2D(HALVE), "conv2"),
            node("flat", new ShapingLayer.Flatten(), "pool2"),
            node("hidden", dense(128, ActivationFunction.RELU), "flat"),
            node("output", dense(classes, ActivationFunction.SOFTMAX), "hidden")),
        Optimizer.Adam.withRate(0.001));
  }

  private static ModelSpec spec(Shape input, List<LayerNode> layers, Optimizer optimizer) {
    return new ModelSpec(
        input, layers, Loss.CATEGORICAL_CROSSENTROPY, optimizer, List.of(Metric.ACCURACY));
  }

  private static Layer dense(int units, ActivationFunction activation) {
    return new CoreLayer.Dense(units, activation, true);
  }

  private static Layer conv(int filters) {
    return new ConvolutionLayer.Conv2D(filters, FIVE, ActivationFunction.RELU, true);
  }

  private static LayerNode node(String name, Layer layer, String reads) {
    return new LayerNode(new LayerName(name), layer, List.of(new LayerName(reads)));
  }
}
