package assay.training.spec;

import java.util.List;

/**
 * Specs that ship with the product, for bounties, demonstrations, tests and benchmarks. Inputs run
 * from 0 to a highest value, which becomes 1; all classify under cross-entropy and Adam.
 */
public final class Architectures {

  private static final Window HALVE = Window.square(2, 2, Padding.VALID);

  private Architectures() {}

  /**
   * A perceptron with one hidden layer.
   *
   * @param inputs values per sample
   * @param hidden units of the hidden layer
   * @param classes units of the output
   * @param highest the largest input value, scaled to 1
   */
  public static ModelSpec perceptron(int inputs, int hidden, int classes, double highest) {
    return new Sketch()
        .then("scale", new CoreLayer.Rescaling(1 / highest, 0))
        .dense("hidden", hidden, ActivationFunction.RELU)
        .dense("output", classes, ActivationFunction.SOFTMAX)
        .classifier(Shape.of(inputs), 0.003);
  }

  /** A LeNet-like convolutional net (LeCun et al., 1998) over images given as flat vectors. */
  public static ModelSpec leNet(Shape image, int classes, double highest) {
    return new Sketch()
        .then("scale", new CoreLayer.Rescaling(1 / highest, 0))
        .then("image", new ShapingLayer.Reshape(image))
        .conv("conv1", 20, 5, ActivationFunction.RELU)
        .then("pool1", new PoolingLayer.MaxPooling2D(HALVE))
        .conv("conv2", 50, 5, ActivationFunction.RELU)
        .then("pool2", new PoolingLayer.MaxPooling2D(HALVE))
        .then("flat", new ShapingLayer.Flatten())
        .dense("hidden", 128, ActivationFunction.RELU)
        .dense("output", classes, ActivationFunction.SOFTMAX)
        .classifier(Shape.of((int) image.elements()), 0.001);
  }

  /** Three residual blocks of 16, 32 and 64 filters, as in MLPerf Tiny. */
  public static ModelSpec resNet8(Shape image, int classes, double highest) {
    return new ResidualNet(image, classes, List.of(1, 1, 1), 16).spec(highest);
  }

  /**
   * The residual net of 18 layers with learned kernels. Images of 64 pixels and more are halved
   * twice by its stem, as for ImageNet; smaller ones keep their size, as for CIFAR.
   */
  public static ModelSpec resNet18(Shape image, int classes, double highest) {
    return new ResidualNet(image, classes, List.of(2, 2, 2, 2), 64).spec(highest);
  }

  /**
   * A small U-Net, which tells a class for every pixel.
   *
   * @param image height and width are multiples of 4
   * @param classes told apart at each pixel
   * @param width filters at full size
   * @param highest the largest input value, scaled to 1
   */
  public static ModelSpec uNet(Shape image, int classes, int width, double highest) {
    return new UNet(image, classes, width).spec(highest);
  }

  /**
   * A classifier of sequences: its answer comes from what one LSTM remembers at the end.
   *
   * @param sequence steps of time and features
   * @param units numbers remembered
   * @param classes told apart
   * @param highest the largest input value, scaled to 1
   */
  public static ModelSpec lstmClassifier(Shape sequence, int units, int classes, double highest) {
    return new Sketch()
        .then("scale", new CoreLayer.Rescaling(1 / highest, 0))
        .then("memory", new RecurrentLayer.LSTM(units, false))
        .dense("output", classes, ActivationFunction.SOFTMAX)
        .classifier(sequence, 0.003);
  }
}
