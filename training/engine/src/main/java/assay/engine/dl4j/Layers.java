package assay.engine.dl4j;

import assay.training.spec.ActivationFunction;
import assay.training.spec.Layer;
import assay.training.spec.Padding;
import assay.training.spec.Shape;
import assay.training.spec.Window;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;

/** A spec's hidden layers as DL4J's, one to one. */
final class Layers {

  private Layers() {}

  /** For layers that are no vertices; the graph builder makes those itself. */
  static org.deeplearning4j.nn.conf.layers.Layer hidden(Layer layer, Shape input) {
    if (layer instanceof Layer.Dense dense) {
      return dense(dense, input);
    }
    if (layer instanceof Layer.Conv2D conv) {
      return convolution(conv, input);
    }
    if (layer instanceof Layer.MaxPooling2D pooling) {
      return pooling(PoolingType.MAX, pooling.window());
    }
    if (layer instanceof Layer.AveragePooling2D pooling) {
      return pooling(PoolingType.AVG, pooling.window());
    }
    if (layer instanceof Layer.BatchNormalization norm) {
      return normalization(norm, input);
    }
    if (layer instanceof Layer.Activation activation) {
      return new ActivationLayer(activation(activation.function()));
    }
    if (layer instanceof Layer.Dropout dropout && dropout.rate() > 0) {
      return new DropoutLayer(1 - dropout.rate());
    }
    return new ActivationLayer(Activation.IDENTITY);
  }

  static Activation activation(ActivationFunction function) {
    return switch (function) {
      case LINEAR -> Activation.IDENTITY;
      case RELU -> Activation.RELU;
      case SIGMOID -> Activation.SIGMOID;
      case TANH -> Activation.TANH;
      case SOFTMAX -> Activation.SOFTMAX;
      case ELU -> Activation.ELU;
      case SELU -> Activation.SELU;
      case SOFTPLUS -> Activation.SOFTPLUS;
    };
  }

  private static DenseLayer dense(Layer.Dense dense, Shape input) {
    return new DenseLayer.Builder()
        .nIn(input.channels())
        .nOut(dense.units())
        .hasBias(dense.useBias())
        .activation(activation(dense.activation()))
        .build();
  }

  private static BatchNormalization normalization(Layer.BatchNormalization norm, Shape input) {
    return new BatchNormalization.Builder()
        .decay(norm.momentum())
        .eps(norm.epsilon())
        .nIn(input.channels())
        .nOut(input.channels())
        .useLogStd(false)
        .dataFormat(CNN2DFormat.NCHW)
        .build();
  }

  private static ConvolutionLayer convolution(Layer.Conv2D conv, Shape input) {
    Window window = conv.window();
    return new ConvolutionLayer.Builder(window.height(), window.width())
        .stride(window.strideDown(), window.strideRight())
        .convolutionMode(mode(window.padding()))
        .dataFormat(CNN2DFormat.NCHW)
        .nIn(input.channels())
        .nOut(conv.filters())
        .hasBias(conv.useBias())
        .activation(activation(conv.activation()))
        .build();
  }

  private static SubsamplingLayer pooling(PoolingType type, Window window) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(window.height(), window.width())
        .stride(window.strideDown(), window.strideRight())
        .convolutionMode(mode(window.padding()))
        .dataFormat(CNN2DFormat.NCHW)
        .build();
  }

  /** Truncate is what Keras calls valid: a window that does not fit whole is dropped. */
  private static ConvolutionMode mode(Padding padding) {
    return switch (padding) {
      case VALID -> ConvolutionMode.Truncate;
      case SAME -> ConvolutionMode.Same;
    };
  }
}
