package assay.engine.dl4j;

import assay.training.spec.ActivationFunction;
import assay.training.spec.ConvolutionLayer;
import assay.training.spec.CoreLayer;
import assay.training.spec.Layer;
import assay.training.spec.NormalizationLayer;
import assay.training.spec.Padding;
import assay.training.spec.PoolingLayer;
import assay.training.spec.Shape;
import assay.training.spec.Window;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;

/** A spec's hidden layers as DL4J's, one to one. */
final class Layers {

  private Layers() {}

  /** For layers that are no vertices; the graph builder makes those itself. */
  static org.deeplearning4j.nn.conf.layers.Layer hidden(Layer layer, Shape input) {
    if (layer instanceof CoreLayer.Dense dense) {
      return dense(dense, input);
    }
    if (layer instanceof ConvolutionLayer.Conv2D conv) {
      return convolution(conv, input);
    }
    if (layer instanceof PoolingLayer.OverPlaces pooling) {
      return pooling(type(pooling.kind()), pooling.window());
    }
    if (layer instanceof NormalizationLayer.BatchNormalization norm) {
      return normalization(norm, input);
    }
    if (layer instanceof CoreLayer.Activation activation) {
      return new ActivationLayer(activation(activation.activation()));
    }
    if (layer instanceof CoreLayer.Dropout dropout && dropout.rate() > 0) {
      return new DropoutLayer(1 - dropout.rate());
    }
    return new ActivationLayer(Activation.IDENTITY);
  }

  private static PoolingType type(PoolingLayer.Kind kind) {
    return switch (kind) {
      case MAX -> PoolingType.MAX;
      case AVERAGE -> PoolingType.AVG;
    };
  }

  static IActivation activation(ActivationFunction function) {
    return switch (function) {
      case LINEAR -> Activation.IDENTITY.getActivationFunction();
      case RELU -> Activation.RELU.getActivationFunction();
      case SIGMOID -> Activation.SIGMOID.getActivationFunction();
      case TANH -> Activation.TANH.getActivationFunction();
      case SOFTMAX -> Activation.SOFTMAX.getActivationFunction();
      case ELU -> Activation.ELU.getActivationFunction();
      case SELU -> Activation.SELU.getActivationFunction();
      case SOFTPLUS -> Activation.SOFTPLUS.getActivationFunction();
      case SOFTSIGN -> Activation.SOFTSIGN.getActivationFunction();
      case LEAKY_RELU -> new ActivationLReLU(0.2);
      case SILU -> Activation.SWISH.getActivationFunction();
      case GELU -> new KerasGelu();
    };
  }

  private static DenseLayer dense(CoreLayer.Dense dense, Shape input) {
    return new DenseLayer.Builder()
        .nIn(input.channels())
        .nOut(dense.units())
        .hasBias(dense.useBias())
        .activation(activation(dense.activation()))
        .build();
  }

  private static BatchNormalization normalization(
      NormalizationLayer.BatchNormalization norm, Shape input) {
    return new BatchNormalization.Builder()
        .decay(norm.momentum())
        .eps(norm.epsilon())
        .nIn(input.channels())
        .nOut(input.channels())
        .useLogStd(false)
        .dataFormat(CNN2DFormat.NCHW)
        .build();
  }

  private static org.deeplearning4j.nn.conf.layers.Layer convolution(
      ConvolutionLayer.Conv2D conv, Shape input) {
    Window window = conv.window();
    return new org.deeplearning4j.nn.conf.layers.ConvolutionLayer.Builder(
            window.height(), window.width())
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
