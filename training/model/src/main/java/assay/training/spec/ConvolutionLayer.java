package assay.training.spec;

import static assay.training.spec.LayerRules.only;
import static assay.training.spec.LayerRules.requireCount;
import static assay.training.spec.LayerRules.size;
import static assay.training.spec.LayerRules.withBias;

import java.util.List;

/** Layers that slide learned filters over a sequence or an image. */
public sealed interface ConvolutionLayer extends Layer {

  /** Outputs per place. */
  int filters();

  /** Whether each filter owns an offset. */
  boolean useBias();

  /**
   * One-dimensional convolution over time; its kernel is {@code [size, in, filters]}.
   *
   * @param filters outputs per step of time
   * @param span kernel size, stride and padding
   * @param activation applied to the sum
   * @param useBias whether each filter owns an offset
   */
  record Conv1D(int filters, Span span, ActivationFunction activation, boolean useBias)
      implements ConvolutionLayer {
    public Conv1D {
      requireCount("filters", filters);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return span.over(only(inputs), filters);
    }

    @Override
    public List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      Shape kernel = Shape.of(span.size(), only(inputs).channels(), filters);
      return withBias(new TensorSpec(name, "kernel", kernel), filters, useBias);
    }
  }

  /**
   * Two-dimensional convolution; its kernel is {@code [height, width, in, filters]}.
   *
   * @param filters outputs per place
   * @param window kernel size, strides and padding
   * @param activation applied to the sum
   * @param useBias whether each filter owns an offset
   */
  record Conv2D(int filters, Window window, ActivationFunction activation, boolean useBias)
      implements ConvolutionLayer {
    public Conv2D {
      requireCount("filters", filters);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return window.over(only(inputs), filters);
    }

    @Override
    public List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      int channels = only(inputs).channels();
      Shape kernel = Shape.of(window.height(), window.width(), channels, filters);
      return withBias(new TensorSpec(name, "kernel", kernel), filters, useBias);
    }
  }

  /**
   * A convolution of each channel by itself, then one of one place over all channels (Chollet,
   * 2017, arXiv 1610.02357). Channel {@code c} gives the channels {@code c * depthMultiplier} and
   * following in between.
   *
   * @param filters outputs per place
   * @param window kernel size, strides and padding of the first convolution
   * @param depthMultiplier channels made of each channel by the first
   * @param activation applied to the second's sum
   * @param useBias whether each filter owns an offset
   */
  record SeparableConv2D(
      int filters,
      Window window,
      int depthMultiplier,
      ActivationFunction activation,
      boolean useBias)
      implements ConvolutionLayer {
    public SeparableConv2D {
      requireCount("filters", filters);
      requireCount("depth_multiplier", depthMultiplier);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return window.over(only(inputs), filters);
    }

    @Override
    public List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      int channels = only(inputs).channels();
      Shape depthwise = Shape.of(window.height(), window.width(), channels, depthMultiplier);
      Shape pointwise = Shape.of(1, 1, size((long) channels * depthMultiplier), filters);
      TensorSpec second = new TensorSpec(name, "pointwise_kernel", pointwise);
      TensorSpec first = new TensorSpec(name, "depthwise_kernel", depthwise);
      return useBias
          ? List.of(first, second, new TensorSpec(name, "bias", Shape.of(filters)))
          : List.of(first, second);
    }
  }

  /**
   * The transpose of a convolution, which makes an image larger; its kernel is {@code [height,
   * width, filters, in]}. The window is at least as large as its strides, so that every output is
   * reached.
   *
   * @param filters outputs per place
   * @param window kernel size, strides and padding
   * @param activation applied to the sum
   * @param useBias whether each filter owns an offset
   */
  record Conv2DTranspose(int filters, Window window, ActivationFunction activation, boolean useBias)
      implements ConvolutionLayer {
    public Conv2DTranspose {
      requireCount("filters", filters);
      window.requireNoGaps();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return window.under(only(inputs), filters);
    }

    @Override
    public List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      int channels = only(inputs).channels();
      Shape kernel = Shape.of(window.height(), window.width(), filters, channels);
      return withBias(new TensorSpec(name, "kernel", kernel), filters, useBias);
    }
  }
}
