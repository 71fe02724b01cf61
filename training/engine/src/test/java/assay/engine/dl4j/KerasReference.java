package assay.engine.dl4j;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.ActivationFunction;
import assay.training.spec.Layer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.ModelSpec;
import assay.training.spec.Padding;
import assay.training.spec.Shape;
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
    if (layer instanceof Layer.Dense dense) {
      return activate(dense.activation(), dense(node, dense, input));
    } else if (layer instanceof Layer.Conv2D conv) {
      double[] sums = slide(conv.window(), shape, conv.filters(), place(node, conv, input, shape));
      return activate(conv.activation(), sums);
    } else if (layer instanceof Layer.MaxPooling2D pooling) {
      return slide(pooling.window(), shape, shape.channels(), pool(input, shape, true));
    } else if (layer instanceof Layer.AveragePooling2D pooling) {
      return slide(pooling.window(), shape, shape.channels(), pool(input, shape, false));
    } else if (layer instanceof Layer.BatchNormalization norm) {
      return normalise(node, norm, input, shape.channels());
    } else if (layer instanceof Layer.Activation activation) {
      return activate(activation.function(), input);
    } else if (layer instanceof Layer.Rescaling rescaling) {
      return Arrays.stream(input).map(x -> x * rescaling.scale() + rescaling.offset()).toArray();
    } else if (layer instanceof Layer.Add) {
      double[] sum = new double[input.length];
      node.inbound().forEach(in -> Arrays.setAll(sum, i -> sum[i] + outputs.get(in)[i]));
      return sum;
    } else if (layer instanceof Layer.Concatenate) {
      return concatenate(node.inbound());
    }
    return input;
  }

  private double[] dense(LayerNode node, Layer.Dense dense, double[] input) {
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

  private Place place(LayerNode node, Layer.Conv2D conv, double[] input, Shape shape) {
    return (cells, filter) -> {
      double sum = bias(node, filter);
      for (int[] cell : cells) {
        for (int c = 0; c < shape.channels(); c++) {
          int kernel = ((cell[2] * conv.window().width() + cell[3]) * shape.channels() + c);
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
      LayerNode node, Layer.BatchNormalization norm, double[] input, int channels) {
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

  private static double[] activate(ActivationFunction function, double[] values) {
    if (function == ActivationFunction.SOFTMAX) {
      double total = Arrays.stream(values).map(Math::exp).sum();
      return Arrays.stream(values).map(x -> Math.exp(x) / total).toArray();
    }
    return Arrays.stream(values).map(x -> activate(function, x)).toArray();
  }

  private static double activate(ActivationFunction function, double x) {
    double alpha = 1.6732632423543772;
    return switch (function) {
      case LINEAR, SOFTMAX -> x;
      case RELU -> Math.max(0, x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case ELU -> x > 0 ? x : Math.expm1(x);
      case SELU -> 1.0507009873554805 * (x > 0 ? x : alpha * Math.expm1(x));
      case SOFTPLUS -> Math.log1p(Math.exp(x));
    };
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
