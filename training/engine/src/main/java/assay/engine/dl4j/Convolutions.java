package assay.engine.dl4j;

import assay.training.spec.ConvolutionLayer;
import assay.training.spec.Padding;
import assay.training.spec.Shape;
import assay.training.spec.Window;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer.BaseConvBuilder;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;

/** A spec's convolutions as DL4J's, channels first. */
final class Convolutions {

  private Convolutions() {}

  static Layer of(ConvolutionLayer layer, Shape input) {
    if (layer instanceof ConvolutionLayer.SeparableConv2D conv) {
      return finish(
          new SeparableConvolution2D.Builder()
              .depthMultiplier(conv.depthMultiplier())
              .dataFormat(CNN2DFormat.NCHW),
          layer,
          conv.window(),
          input);
    }
    if (layer instanceof ConvolutionLayer.Conv2DTranspose conv) {
      return finish(
          new Deconvolution2D.Builder().dataFormat(CNN2DFormat.NCHW), layer, conv.window(), input);
    }
    Window window =
        layer instanceof ConvolutionLayer.Conv1D conv
            ? Layers.column(conv.span())
            : ((ConvolutionLayer.Conv2D) layer).window();
    return finish(
        new org.deeplearning4j.nn.conf.layers.ConvolutionLayer.Builder()
            .dataFormat(CNN2DFormat.NCHW),
        layer,
        window,
        input);
  }

  private static Layer finish(
      BaseConvBuilder<?> builder, ConvolutionLayer layer, Window window, Shape input) {
    builder.kernelSize(window.height(), window.width());
    builder.stride(window.strideDown(), window.strideRight());
    builder.convolutionMode(mode(window.padding()));
    return builder
        .nIn(input.channels())
        .nOut(layer.filters())
        .hasBias(layer.useBias())
        .activation(Layers.activation(layer.activation()))
        .build();
  }

  /** Truncate is what Keras calls valid: a window that does not fit whole is dropped. */
  static ConvolutionMode mode(Padding padding) {
    return switch (padding) {
      case VALID -> ConvolutionMode.Truncate;
      case SAME -> ConvolutionMode.Same;
    };
  }
}
