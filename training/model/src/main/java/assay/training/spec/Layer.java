package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;
import java.util.List;

/**
 * One kind of layer with its settings, in Keras's vocabulary and with Keras's meaning. Each knows
 * the shape it makes from the shapes it reads, and the tensors it owns; neither allocates.
 */
public sealed interface Layer
    permits Layer.Dense,
        Layer.Conv2D,
        Layer.MaxPooling2D,
        Layer.AveragePooling2D,
        Layer.Flatten,
        Layer.Dropout,
        Layer.BatchNormalization,
        Layer.Activation,
        Layer.Reshape,
        Layer.Rescaling,
        Layer.Add,
        Layer.Concatenate {

  /** Keras's class name. */
  default String className() {
    return getClass().getSimpleName();
  }

  /** The shape made of the inputs, or a refusal that the caller completes with the layer's name. */
  Shape outputShape(List<Shape> inputs);

  /** The tensors owned, for inputs that {@link #outputShape} accepted. */
  default List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
    return List.of();
  }

  /**
   * Fully connected units.
   *
   * @param units outputs
   * @param activation applied to the sum
   * @param useBias whether each unit owns an offset
   */
  record Dense(int units, ActivationFunction activation, boolean useBias) implements Layer {
    public Dense {
      requirePositive("units", units);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape input = only(inputs);
      require(input.isVector(), "it reads a vector, not " + input + "; put a Flatten before it");
      return Shape.of(units);
    }

    @Override
    public List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      Shape kernel = Shape.of(only(inputs).channels(), units);
      return withBias(new TensorSpec(name, "kernel", kernel), units, useBias);
    }
  }

  /**
   * Two-dimensional convolution.
   *
   * @param filters outputs per place
   * @param window kernel size, strides and padding
   * @param activation applied to the sum
   * @param useBias whether each filter owns an offset
   */
  record Conv2D(int filters, Window window, ActivationFunction activation, boolean useBias)
      implements Layer {
    public Conv2D {
      requirePositive("filters", filters);
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

  /** The largest value of each window. */
  record MaxPooling2D(Window window) implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      return window.over(only(inputs), only(inputs).channels());
    }
  }

  /** The mean of each window; with padding {@code same} the edge is not counted. */
  record AveragePooling2D(Window window) implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      return window.over(only(inputs), only(inputs).channels());
    }
  }

  /** All elements as one vector, rows first, channels last. */
  record Flatten() implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      long elements = only(inputs).elements();
      require(elements <= Integer.MAX_VALUE, "it would flatten " + elements + " elements");
      return Shape.of((int) elements);
    }
  }

  /** Forgets a share of its inputs while training; {@code rate} 0 to below 1. */
  record Dropout(double rate) implements Layer {
    public Dropout {
      if (!(rate >= 0 && rate < 1)) {
        throw refused("rate is " + rate + "; it must be 0 or more and below 1");
      }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return only(inputs);
    }
  }

  /**
   * Normalises each channel over the batch (Ioffe and Szegedy, 2015, arXiv 1502.03167).
   *
   * @param momentum share of the running moments kept per batch, 0 to 1
   * @param epsilon added to the variance, above 0
   */
  record BatchNormalization(double momentum, double epsilon) implements Layer {
    public BatchNormalization {
      if (!(momentum >= 0 && momentum <= 1 && epsilon > 0 && epsilon <= 1)) {
        throw refused("momentum must lie in 0..1 and epsilon above 0, at most 1");
      }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return only(inputs);
    }

    @Override
    public List<TensorSpec> tensors(LayerName name, List<Shape> inputs) {
      Shape shape = Shape.of(only(inputs).channels());
      return List.of("gamma", "beta", "moving_mean", "moving_variance").stream()
          .map(role -> new TensorSpec(name, role, shape))
          .toList();
    }
  }

  /** A function applied to each element; softmax over the channels. */
  record Activation(ActivationFunction function) implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      return only(inputs);
    }
  }

  /** The same elements in another shape: a vector or an image. */
  record Reshape(Shape target) implements Layer {
    public Reshape {
      if (!target.isVector() && !target.isImage()) {
        throw refused("target_shape must have one axis or three, not " + target);
      }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape input = only(inputs);
      require(input.elements() == target.elements(), input + " cannot become " + target);
      return target;
    }
  }

  /** {@code value * scale + offset}; how a spec says that pixels run to 16 or to 255. */
  record Rescaling(double scale, double offset) implements Layer {
    public Rescaling {
      if (!(Math.abs(scale) <= 1e6 && Math.abs(offset) <= 1e6)) {
        throw refused("scale and offset must lie within -1000000..1000000");
      }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return only(inputs);
    }
  }

  /** The sum of inputs of equal shape. */
  record Add() implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      requireSeveral(inputs);
      require(inputs.stream().distinct().count() == 1, "it adds unlike shapes " + inputs);
      return inputs.get(0);
    }
  }

  /** The inputs side by side along their channels. */
  record Concatenate() implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      requireSeveral(inputs);
      Shape first = inputs.get(0);
      List<Integer> place = first.sizes().subList(0, first.axes() - 1);
      long channels = 0;
      for (Shape input : inputs) {
        List<Integer> other = input.sizes().subList(0, input.axes() - 1);
        require(place.equals(other), "it joins unlike shapes " + inputs);
        channels += input.channels();
      }
      require(channels <= Integer.MAX_VALUE, "it would join " + channels + " channels");
      return first.isVector()
          ? Shape.of((int) channels)
          : Shape.of(first.size(0), first.size(1), (int) channels);
    }
  }

  private static List<TensorSpec> withBias(TensorSpec kernel, int units, boolean useBias) {
    return useBias
        ? List.of(kernel, new TensorSpec(kernel.layer(), "bias", Shape.of(units)))
        : List.of(kernel);
  }

  private static Shape only(List<Shape> inputs) {
    require(inputs.size() == 1, "it reads one layer, not " + inputs.size());
    return inputs.get(0);
  }

  private static void requireSeveral(List<Shape> inputs) {
    require(inputs.size() >= 2, "it joins at least two layers, not " + inputs.size());
  }

  private static void requirePositive(String field, int value) {
    if (value < 1) {
      throw refused(field + " is " + value + "; it must be at least 1");
    }
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw refused(complaint);
    }
  }

  private static ModelSpecRefusedException refused(String complaint) {
    return new ModelSpecRefusedException(Reason.WRONG_SHAPE, complaint);
  }
}
