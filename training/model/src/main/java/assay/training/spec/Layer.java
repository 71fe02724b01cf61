package assay.training.spec;

import java.util.List;

/**
 * One kind of layer with its settings, in Keras's vocabulary and with Keras's meaning; settings
 * that Keras has and a kind here lacks stand at Keras's default. Each knows the shape it makes from
 * the shapes it reads, and the tensors it owns; neither allocates.
 */
public sealed interface Layer
    permits CoreLayer,
        ConvolutionLayer,
        PoolingLayer,
        NormalizationLayer,
        RecurrentLayer,
        ShapingLayer,
        MergingLayer {

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

  /** What the layer applies to its sums last; linear where it applies nothing. */
  default ActivationFunction activation() {
    return ActivationFunction.LINEAR;
  }
}
