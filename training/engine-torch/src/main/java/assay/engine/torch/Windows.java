package assay.engine.torch;

import assay.training.spec.PoolingLayer;
import assay.training.spec.Shape;
import assay.training.spec.Span;
import assay.training.spec.Window;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Layers that make one value of a window's, channels first. Stateless. */
final class Windows {

  private static final long[] NONE = {0, 0};
  private static final long[] ONE = {1, 1};

  private Windows() {}

  static Operation pooling(PoolingLayer layer, Shape in, Shape out) {
    boolean isMax = layer.kind() == PoolingLayer.Kind.MAX;
    if (layer instanceof PoolingLayer.OverTime overTime) {
      Shape column = Axes.column(in);
      Window window = column(overTime.span());
      Edges edges = Edges.of(window, column, Axes.column(out));
      return (inputs, pass) -> {
        Tensor input = Axes.column(inputs.get(0));
        return Axes.sequence(
            isMax ? maximum(input, window, edges) : average(input, window, column, edges));
      };
    } else if (layer instanceof PoolingLayer.OverPlaces overPlaces) {
      Window window = overPlaces.window();
      Edges edges = Edges.of(window, in, out);
      return isMax
          ? (inputs, pass) -> maximum(inputs.get(0), window, edges)
          : (inputs, pass) -> average(inputs.get(0), window, in, edges);
    }
    return isMax
        ? (inputs, pass) -> inputs.get(0).amax(Axes.places(in), false)
        : (inputs, pass) -> inputs.get(0).mean(Axes.places(in));
  }

  private static Tensor maximum(Tensor input, Window window, Edges edges) {
    Tensor padded = padded(input, edges, Float.NEGATIVE_INFINITY);
    return torch.max_pool2d(padded, sizes(window), strides(window), NONE, ONE, false);
  }

  /** Means over whole windows, made good for the cells of each that lie beyond the edges. */
  private static Tensor average(Tensor input, Window window, Shape image, Edges edges) {
    Tensor means = mean(padded(input, edges, 0), window);
    return edges.areNone() ? means : means.div(shares(window, image, edges).to(input));
  }

  /** Which share of each window lies in the image. */
  private static Tensor shares(Window window, Shape image, Edges edges) {
    return mean(padded(torch.ones(1, 1, image.size(0), image.size(1)), edges, 0), window);
  }

  private static Tensor mean(Tensor input, Window window) {
    return torch.avg_pool2d(
        input, sizes(window), strides(window), NONE, false, true, new LongOptional());
  }

  static Tensor padded(Tensor input, Edges edges, float value) {
    return edges.areNone() ? input : torch.constant_pad_nd(input, edges.all(), new Scalar(value));
  }

  /** A span over a sequence that lies as an image of one column. */
  static Window column(Span span) {
    return new Window(span.size(), 1, span.stride(), 1, span.padding());
  }

  private static long[] sizes(Window window) {
    return new long[] {window.height(), window.width()};
  }

  static long[] strides(Window window) {
    return new long[] {window.strideDown(), window.strideRight()};
  }
}
