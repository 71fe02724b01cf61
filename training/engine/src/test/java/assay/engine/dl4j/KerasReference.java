package assay.engine.dl4j;

import static assay.engine.dl4j.KerasActivations.activate;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.ConvolutionLayer;
import assay.training.spec.CoreLayer;
import assay.training.spec.Layer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.MergingLayer;
import assay.training.spec.ModelSpec;
import assay.training.spec.NormalizationLayer;
import assay.training.spec.Padding;
import assay.training.spec.PoolingLayer;
import assay.training.spec.RecurrentLayer;
import assay.training.spec.Shape;
import assay.training.spec.ShapingLayer;
import assay.training.spec.Span;
import assay.training.spec.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a spec one number at a time by Keras's definitions, channels last, in doubles: slow, and
 * sharing nothing with the engine.
 */
public final class KerasReference {

  private final ModelSpec spec;
  private final Map<String, float[]> tensors = new HashMap<>();
  private final Map<LayerName, double[]> outputs = new HashMap<>();

  public KerasReference(ModelSpec spec, Weights weights) {
    this.spec = spec;
    for (Tensor tensor : weights.tensors()) {
      tensors.put(tensor.spec().key(), tensor.values());
    }
  }

  public double[] answer(float[] sample) {
    double[] input = new double[sample.length];
    Arrays.setAll(input, i -> sample[i]);
    outputs.put(LayerName.INPUT, input);
    spec.layers().forEach(node -> outputs.put(node.name(), output(node)));
    return outputs.get(spec.output().name());
  }

  private double[] output(LayerNode node) {
    double[] input = outputs.get(node.inbound().get(0));
    Shape shape = spec.shapeOf(node.inbound().get(0));
    Layer layer = node.layer();
    if (layer instanceof CoreLayer.Dense dense) {
      return activate(dense.activation(), dense(node, dense, input), dense.units());
    } else if (layer instanceof ConvolutionLayer conv) {
      return activate(conv.activation(), convolution(node, conv, input, shape), conv.filters());
    } else if (layer instanceof PoolingLayer pooling) {
      return pooling(pooling, input, shape);
    } else if (layer instanceof RecurrentLayer recurrent) {
      return new KerasRecurrence(role -> tensor(node, role), input, shape).answer(recurrent);
    } else if (layer instanceof CoreLayer.Embedding embedding) {
      float[] table = tensor(node, "embeddings");
      int width = embedding.outputDim();
      double[] rows = new double[input.length * width];
      Arrays.setAll(rows, i -> table[((int) input[i / width]) * width + i % width]);
      return rows;
    } else if (layer instanceof ShapingLayer.UpSampling2D up) {
      return upsample(up, input, shape);
    } else if (layer instanceof NormalizationLayer.BatchNormalization norm) {
      return normalise(node, norm, input, shape.channels());
    } else if (layer instanceof CoreLayer.Activation activation) {
      return activate(activation.activation(), input, shape.channels());
    } else if (layer instanceof CoreLayer.Rescaling rescaling) {
      return Arrays.stream(input).map(x -> x * rescaling.scale() + rescaling.offset()).toArray();
    } else if (layer instanceof MergingLayer.Add) {
      double[] sum = new double[input.length];
      node.inbound().forEach(in -> Arrays.setAll(sum, i -> sum[i] + outputs.get(in)[i]));
      return sum;
    } else if (layer instanceof MergingLayer.Concatenate) {
      return concatenate(node.inbound());
    }
    return input;
  }

  private double[] convolution(
      LayerNode node, ConvolutionLayer layer, double[] input, Shape shape) {
    if (layer instanceof ConvolutionLayer.Conv1D conv) {
      Shape column = Shape.of(shape.size(0), 1, shape.channels());
      return slide(column(conv.span()), column, conv.filters(), place(node, conv, input, column));
    } else if (layer instanceof ConvolutionLayer.SeparableConv2D conv) {
      return separable(node, conv, input, shape);
    } else if (layer instanceof ConvolutionLayer.Conv2DTranspose conv) {
      return transposed(node, conv, input, shape);
    }
    Window window = ((ConvolutionLayer.Conv2D) layer).window();
    return slide(window, shape, layer.filters(), place(node, layer, input, shape));
  }

  private static Window column(Span span) {
    return new Window(span.size(), 1, span.stride(), 1, span.padding());
  }

  private static double[] pooling(PoolingLayer layer, double[] input, Shape shape) {
    boolean isMax = layer.kind() == PoolingLayer.Kind.MAX;
    Shape image = shape.isSequence() ? Shape.of(shape.size(0), 1, shape.channels()) : shape;
    Window window = new Window(image.size(0), image.size(1), 1, 1, Padding.VALID);
    if (layer instanceof PoolingLayer.OverTime overTime) {
      window = column(overTime.span());
    } else if (layer instanceof PoolingLayer.OverPlaces overPlaces) {
      window = overPlaces.window();
    }
    return slide(window, image, image.channels(), pool(input, image, isMax));
  }

  private double[] separable(
      LayerNode node, ConvolutionLayer.SeparableConv2D conv, double[] input, Shape shape) {
    int channels = shape.channels();
    int many = channels * conv.depthMultiplier();
    float[] depthwise = tensor(node, "depthwise_kernel");
    float[] pointwise = tensor(node, "pointwise_kernel");
    double[] between =
        slide(
            conv.window(),
            shape,
            many,
            (cells, made) -> {
              int c = made / conv.depthMultiplier();
              double sum = 0;
              for (int[] cell : cells) {
                int at = (cell[2] * conv.window().width() + cell[3]) * many + made;
                sum += input[index(shape, cell[0], cell[1], c)] * depthwise[at];
              }
              return sum;
            });
    double[] out = new double[between.length / many * conv.filters()];
    for (int i = 0; i < out.length; i++) {
      int place = i / conv.filters();
      int filter = i % conv.filters();
      out[i] = bias(node, filter);
      for (int m = 0; m < many; m++) {
        out[i] += between[place * many + m] * pointwise[m * conv.filters() + filter];
      }
    }
    return out;
  }

  /** Every input adds its kernel to the places of the output that a convolution would read. */
  private double[] transposed(
      LayerNode node, ConvolutionLayer.Conv2DTranspose conv, double[] input, Shape shape) {
    Window window = conv.window();
    Shape made = spec.shapeOf(node.name());
    int top = overlap(window.padding(), window.height(), window.strideDown());
    int left = overlap(window.padding(), window.width(), window.strideRight());
    float[] kernel = tensor(node, "kernel");
    double[] out = new double[(int) made.elements()];
    Arrays.setAll(out, i -> bias(node, i % made.channels()));
    for (int i = 0; i < input.length * window.height() * window.width() * made.channels(); i++) {
      int f = i % made.channels();
      int dx = i / made.channels() % window.width();
      int dy = i / made.channels() / window.width() % window.height();
      int in = i / made.channels() / window.width() / window.height();
      int c = in % shape.channels();
      int x = in / shape.channels() % shape.size(1) * window.strideRight() + dx - left;
      int y = in / shape.channels() / shape.size(1) * window.strideDown() + dy - top;
      if (y >= 0 && y < made.size(0) && x >= 0 && x < made.size(1)) {
        int at = ((dy * window.width() + dx) * made.channels() + f) * shape.channels() + c;
        out[index(made, y, x, f)] += input[in] * kernel[at];
      }
    }
    return out;
  }

  private static int overlap(Padding padding, int size, int stride) {
    return padding == Padding.SAME ? (size - stride) / 2 : 0;
  }

  private static double[] upsample(ShapingLayer.UpSampling2D up, double[] input, Shape shape) {
    Shape made = up.outputShape(List.of(shape));
    double[] out = new double[(int) made.elements()];
    for (int i = 0; i < out.length; i++) {
      int y = i / made.channels() / made.size(1) / up.rows();
      int x = i / made.channels() % made.size(1) / up.columns();
      out[i] = input[index(shape, y, x, i % made.channels())];
    }
    return out;
  }

  private double[] dense(LayerNode node, CoreLayer.Dense dense, double[] input) {
    double[] sums = new double[dense.units()];
    for (int u = 0; u < sums.length; u++) {
      sums[u] = bias(node, u);
      for (int i = 0; i < input.length; i++) {
        sums[u] += input[i] * tensor(node, "kernel")[i * sums.length + u];
      }
    }
    return sums;
  }

  /** Computes one channel of one output place from the window's places that lie in the image. */
  private interface Place {
    double at(List<int[]> cells, int channel);
  }

  private Place place(LayerNode node, ConvolutionLayer conv, double[] input, Shape shape) {
    int width = conv instanceof ConvolutionLayer.Conv2D conv2d ? conv2d.window().width() : 1;
    return (cells, filter) -> {
      double sum = bias(node, filter);
      for (int[] cell : cells) {
        for (int c = 0; c < shape.channels(); c++) {
          int kernel = ((cell[2] * width + cell[3]) * shape.channels() + c);
          sum +=
              input[index(shape, cell[0], cell[1], c)]
                  * tensor(node, "kernel")[kernel * conv.filters() + filter];
        }
      }
      return sum;
    };
  }

  private static Place pool(double[] input, Shape shape, boolean isMax) {
    return (cells, channel) -> {
      double[] values =
          cells.stream().mapToDouble(c -> input[index(shape, c[0], c[1], channel)]).toArray();
      return isMax
          ? Arrays.stream(values).max().orElseThrow()
          : Arrays.stream(values).average().orElseThrow();
    };
  }

  private static double[] slide(Window window, Shape in, int channels, Place place) {
    int rows = steps(window.padding(), in.size(0), window.height(), window.strideDown());
    int columns = steps(window.padding(), in.size(1), window.width(), window.strideRight());
    int top = before(window.padding(), rows, window.strideDown(), window.height(), in.size(0));
    int left = before(window.padding(), columns, window.strideRight(), window.width(), in.size(1));
    double[] out = new double[rows * columns * channels];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        List<int[]> cells =
            cells(window, in, y * window.strideDown() - top, x * window.strideRight() - left);
        for (int c = 0; c < channels; c++) {
          out[(y * columns + x) * channels + c] = place.at(cells, c);
        }
      }
    }
    return out;
  }

  private static List<int[]> cells(Window window, Shape in, int top, int left) {
    List<int[]> cells = new ArrayList<>();
    for (int dy = 0; dy < window.height(); dy++) {
      for (int dx = 0; dx < window.width(); dx++) {
        int y = top + dy;
        int x = left + dx;
        if (y >= 0 && y < in.size(0) && x >= 0 && x < in.size(1)) {
          cells.add(new int[] {y, x, dy, dx});
        }
      }
    }
    return cells;
  }

  private static int steps(Padding padding, int extent, int size, int stride) {
    return padding == Padding.SAME ? (extent + stride - 1) / stride : (extent - size) / stride + 1;
  }

  private static int before(Padding padding, int steps, int stride, int size, int extent) {
    return padding == Padding.SAME ? Math.max(0, (steps - 1) * stride + size - extent) / 2 : 0;
  }

  private double[] normalise(
      LayerNode node, NormalizationLayer.BatchNormalization norm, double[] input, int channels) {
    double[] out = new double[input.length];
    for (int i = 0; i < out.length; i++) {
      int c = i % channels;
      double deviation = Math.sqrt(tensor(node, "moving_variance")[c] + norm.epsilon());
      double standard = (input[i] - tensor(node, "moving_mean")[c]) / deviation;
      out[i] = standard * tensor(node, "gamma")[c] + tensor(node, "beta")[c];
    }
    return out;
  }

  private double[] concatenate(List<LayerName> inbound) {
    int total = inbound.stream().mapToInt(in -> spec.shapeOf(in).channels()).sum();
    double[] first = outputs.get(inbound.get(0));
    int places = first.length / spec.shapeOf(inbound.get(0)).channels();
    double[] out = new double[places * total];
    int offset = 0;
    for (LayerName in : inbound) {
      int channels = spec.shapeOf(in).channels();
      for (int p = 0; p < places; p++) {
        System.arraycopy(outputs.get(in), p * channels, out, p * total + offset, channels);
      }
      offset += channels;
    }
    return out;
  }

  private static int index(Shape shape, int y, int x, int c) {
    return (y * shape.size(1) + x) * shape.size(2) + c;
  }

  private double bias(LayerNode node, int unit) {
    float[] bias = tensors.get(node.name() + "/bias");
    return bias == null ? 0 : bias[unit];
  }

  private float[] tensor(LayerNode node, String role) {
    return tensors.get(node.name() + "/" + role);
  }
}
