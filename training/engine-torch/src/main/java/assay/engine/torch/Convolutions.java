package assay.engine.torch;

import assay.training.spec.ConvolutionLayer;
import assay.training.spec.LayerName;
import assay.training.spec.Shape;
import assay.training.spec.Window;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Layers that slide learned filters, without their activations; kernels lie as Keras has them. */
final class Convolutions {

  private static final long[] NONE = {0, 0};
  private static final long[] ONE = {1, 1};

  private final LayerName name;
  private final Parameters parameters;

  Convolutions(LayerName name, Parameters parameters) {
    this.name = name;
    this.parameters = parameters;
  }

  Operation operation(ConvolutionLayer layer, Shape in, Shape out) {
    if (layer instanceof ConvolutionLayer.Conv1D conv) {
      Window window = Windows.column(conv.span());
      Edges edges = Edges.of(window, Axes.column(in), Axes.column(out));
      return (inputs, pass) -> {
        Tensor kernel = parameters.get(name, "kernel").unsqueeze(1);
        return Axes.sequence(plain(Axes.column(inputs.get(0)), kernel, window, edges));
      };
    } else if (layer instanceof ConvolutionLayer.Conv2D conv) {
      Edges edges = Edges.of(conv.window(), in, out);
      return (inputs, pass) ->
          plain(inputs.get(0), parameters.get(name, "kernel"), conv.window(), edges);
    } else if (layer instanceof ConvolutionLayer.SeparableConv2D conv) {
      Edges edges = Edges.of(conv.window(), in, out);
      return (inputs, pass) -> separable(inputs.get(0), conv, edges);
    }
    ConvolutionLayer.Conv2DTranspose conv = (ConvolutionLayer.Conv2DTranspose) layer;
    return (inputs, pass) -> transposed(inputs.get(0), conv.window(), in, out);
  }

  private Tensor plain(Tensor input, Tensor kernel, Window window, Edges edges) {
    return convolve(input, kernel.permute(3, 2, 0, 1), bias(), window, edges, 1);
  }

  /** One group per channel, whose filters stand next to each other; then one place wide. */
  private Tensor separable(Tensor input, ConvolutionLayer.SeparableConv2D conv, Edges edges) {
    Tensor depthwise = parameters.get(name, "depthwise_kernel");
    long channels = depthwise.size(2);
    long filters = channels * depthwise.size(3);
    Tensor first =
        depthwise.permute(2, 3, 0, 1).reshape(filters, 1, depthwise.size(0), depthwise.size(1));
    Tensor between = convolve(input, first, new TensorOptional(), conv.window(), edges, channels);
    Tensor pointwise = parameters.get(name, "pointwise_kernel").permute(3, 2, 0, 1);
    return torch.conv2d(between, pointwise, bias(), ONE, NONE, ONE, 1);
  }

  /** The whole image that the windows reach, cut where the convolution's edges would have been. */
  private Tensor transposed(Tensor input, Window window, Shape in, Shape out) {
    Tensor kernel = parameters.get(name, "kernel").permute(3, 2, 0, 1);
    Tensor whole =
        torch.conv_transpose2d(input, kernel, bias(), Windows.strides(window), NONE, NONE, 1, ONE);
    Edges edges = Edges.of(window, out, in);
    return edges.areNone()
        ? whole
        : whole.narrow(2, edges.top(), out.size(0)).narrow(3, edges.left(), out.size(1));
  }

  private static Tensor convolve(
      Tensor input, Tensor kernel, TensorOptional bias, Window window, Edges edges, long groups) {
    Tensor padded = edges.areSymmetric() ? input : Windows.padded(input, edges, 0);
    long[] padding = edges.areSymmetric() ? edges.halves() : NONE;
    return torch.conv2d(padded, kernel, bias, Windows.strides(window), padding, ONE, groups);
  }

  private TensorOptional bias() {
    return parameters.find(name, "bias").map(TensorOptional::new).orElseGet(TensorOptional::new);
  }
}
