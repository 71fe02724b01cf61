package assay.engine.dl4j;

import assay.training.spec.ActivationFunction;
import assay.training.spec.ConvolutionLayer;
import assay.training.spec.CoreLayer;
import assay.training.spec.Layer;
import assay.training.spec.NormalizationLayer;
import assay.training.spec.PoolingLayer;
import assay.training.spec.Shape;
import assay.training.spec.ShapingLayer;
import assay.training.spec.Span;
import assay.training.spec.Window;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;

/** A spec's hidden layers as DL4J's, one to one. */
final class Layers {

  /** Keras's slope of {@code leaky_relu} below 0. */
  private static final double LEAK = 0.2;

  private Layers() {}

  /**
   * For layers that are no vertices; the graph builder makes those itself, and hands over sequences
   * as images of one column.
   */
  static org.deeplearning4j.nn.conf.layers.Layer hidden(Layer layer, Shape input) {
    if (layer instanceof CoreLayer.Dense dense) {
      return dense(dense, input);
    }
    if (layer instanceof ConvolutionLayer convolution) {
      return Convolutions.of(convolution, input);
    }
    if (layer instanceof PoolingLayer pooling) {
      return pooling(pooling);
    }
    if (layer instanceof NormalizationLayer.BatchNormalization norm) {
      return normalization(norm, input);
    }
    if (layer instanceof CoreLayer.Embedding embedding) {
      return embedding(embedding, input);
    }
    if (layer instanceof ShapingLayer.UpSampling2D up) {
      return new Upsampling2D.Builder()
          .size(new int[] {up.rows(), up.columns()})
          .dataFormat(CNN2DFormat.NCHW)
          .build();
    }
    if (layer instanceof CoreLayer.Dropout dropout && dropout.rate() > 0) {
      return new DropoutLayer(1 - dropout.rate());
    }
    return new ActivationLayer(activation(layer.activation()));
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
      case LEAKY_RELU -> new ActivationLReLU(LEAK);
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

  private static EmbeddingSequenceLayer embedding(CoreLayer.Embedding embedding, Shape input) {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(embedding.inputDim())
        .nOut(embedding.outputDim())
        .inputLength(input.channels())
        .inferInputLength(false)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .outputDataFormat(RNNFormat.NCW)
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

  private static org.deeplearning4j.nn.conf.layers.Layer pooling(PoolingLayer pooling) {
    PoolingType type =
        switch (pooling.kind()) {
          case MAX -> PoolingType.MAX;
          case AVERAGE -> PoolingType.AVG;
        };
    if (pooling instanceof PoolingLayer.OverTime overTime) {
      return pooling(type, column(overTime.span()));
    }
    if (pooling instanceof PoolingLayer.OverPlaces overPlaces) {
      return pooling(type, overPlaces.window());
    }
    return new GlobalPoolingLayer.Builder(type).build();
  }

  private static SubsamplingLayer pooling(PoolingType type, Window window) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(window.height(), window.width())
        .stride(window.strideDown(), window.strideRight())
        .convolutionMode(Convolutions.mode(window.padding()))
        .dataFormat(CNN2DFormat.NCHW)
        .build();
  }

  /** A span of time as a window over an image of one column. */
  static Window column(Span span) {
    return new Window(span.size(), 1, span.stride(), 1, span.padding());
  }
}
