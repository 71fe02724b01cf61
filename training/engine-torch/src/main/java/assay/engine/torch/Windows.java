package assay.engine.torch;

import assay.training.spec.Layer;
import assay.training.spec.LayerName;
import assay.training.spec.Shape;
import assay.training.spec.Window;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Layers that slide a window over an image, channels first. Stateless. */
final class Windows {

  private static final long[] NONE = {0, 0};
  private static final long[] ONE = {1, 1};

  private Windows() {}

  static Operation convolution(
      Layer.Conv2D conv, LayerName name, Shape image, Shape out, Parameters parameters) {
    Edges edges = Edges.of(conv.window(), image, out);
    long[] strides = strides(conv.window());
    Tensor kernel = parameters.get(name, "kernel");
    return (inputs, pass) -> {
      Tensor input = edges.areSymmetric() ? inputs.get(0) : padded(inputs.get(0), edges, 0);
      TensorOptional bias =
          parameters.find(name, "bias").map(TensorOptional::new).orElseGet(TensorOptional::new);
      Tensor sums =
          torch.conv2d(
              input,
              kernel.permute(3, 2, 0, 1),
              bias,
              strides,
              edges.areSymmetric() ? edges.halves() : NONE,
              ONE,
              1);
      return Activations.apply(conv.activation(), sums, 1);
    };
  }

  static Operation maximum(Window window, Shape image, Shape out) {
    Edges edges = Edges.of(window, image, out);
    return (inputs, pass) -> {
      Tensor input = padded(inputs.get(0), edges, Float.NEGATIVE_INFINITY);
      return torch.max_pool2d(input, sizes(window), strides(window), NONE, ONE, false);
    };
  }

  /** Means over whole windows, made good for the cells of each that lie beyond the edges. */
  static Operation average(Window window, Shape image, Shape out) {
    Edges edges = Edges.of(window, image, out);
    return (inputs, pass) -> {
      Tensor input = inputs.get(0);
      Tensor means = mean(padded(input, edges, 0), window);
      return edges.areNone() ? means : means.div(shares(window, image, edges).to(input));
    };
  }

  /** Which share of each window lies in the image. */
  private static Tensor shares(Window window, Shape image, Edges edges) {
    return mean(padded(torch.ones(1, 1, image.size(0), image.size(1)), edges, 0), window);
  }

  private static Tensor mean(Tensor input, Window window) {
    return torch.avg_pool2d(
        input, sizes(window), strides(window), NONE, false, true, new LongOptional());
  }

  private static Tensor padded(Tensor input, Edges edges, float value) {
    return edges.areNone() ? input : torch.constant_pad_nd(input, edges.all(), new Scalar(value));
  }

  private static long[] sizes(Window window) {
    return new long[] {window.height(), window.width()};
  }

  private static long[] strides(Window window) {
    return new long[] {window.strideDown(), window.strideRight()};
  }
}
