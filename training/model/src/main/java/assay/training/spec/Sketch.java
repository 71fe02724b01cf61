package assay.training.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A graph being written down, layer after layer; each reads the one before unless told else. */
final class Sketch {

  private final List<LayerNode> nodes = new ArrayList<>();
  private LayerName last = LayerName.INPUT;

  /** Adds a layer that reads the last one. */
  Sketch then(String name, Layer layer) {
    return joining(name, layer, last.value());
  }

  /** Adds a layer that reads the named ones. */
  Sketch joining(String name, Layer layer, String... reads) {
    last = new LayerName(name);
    nodes.add(new LayerNode(last, layer, Stream.of(reads).map(LayerName::new).toList()));
    return this;
  }

  Sketch dense(String name, int units, ActivationFunction activation) {
    return then(name, new CoreLayer.Dense(units, activation, true));
  }

  /** A convolution that keeps the image's size over its stride. */
  Sketch conv(String name, int filters, int size, ActivationFunction activation) {
    Window window = Window.square(size, 1, Padding.SAME);
    return then(name, new ConvolutionLayer.Conv2D(filters, window, activation, true));
  }

  /** A convolution without offsets, then a normalisation that has them. */
  Sketch normalised(String name, int filters, int size, int stride) {
    Window window = Window.square(size, stride, Padding.SAME);
    ActivationFunction none = ActivationFunction.LINEAR;
    then(name, new ConvolutionLayer.Conv2D(filters, window, none, false));
    return then(name + "_bn", new NormalizationLayer.BatchNormalization(0.9, 1e-5));
  }

  Sketch relu(String name) {
    return then(name, new CoreLayer.Activation(ActivationFunction.RELU));
  }

  /** The name of the last layer. */
  String last() {
    return last.value();
  }

  /** A classifier's spec under Adam. */
  ModelSpec classifier(Shape input, double learningRate) {
    return new ModelSpec(
        input,
        nodes,
        Loss.CATEGORICAL_CROSSENTROPY,
        Optimizer.Adam.withRate(learningRate),
        List.of(Metric.ACCURACY));
  }
}
