package assay.training.spec;

import static assay.training.spec.LayerRules.only;
import static assay.training.spec.LayerRules.onlyImage;
import static assay.training.spec.LayerRules.require;
import static assay.training.spec.LayerRules.requirePositive;
import static assay.training.spec.LayerRules.size;

import java.util.List;

/** Layers that arrange the same values in another shape. */
public sealed interface ShapingLayer extends Layer {

  /** All elements as one vector, rows first, channels last. */
  record Flatten() implements ShapingLayer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      return Shape.of(size(only(inputs).elements()));
    }
  }

  /** The same elements in another shape: a vector, a sequence or an image. */
  record Reshape(Shape target) implements ShapingLayer {
    public Reshape {
      require(target.isSample(), "target_shape must have one axis, two or three, not " + target);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape input = only(inputs);
      require(input.elements() == target.elements(), input + " cannot become " + target);
      return target;
    }
  }

  /**
   * Repeats each row and each column of an image.
   *
   * @param rows times each row stands in the output, 1 to 4096
   * @param columns times each column stands there, 1 to 4096
   */
  record UpSampling2D(int rows, int columns) implements ShapingLayer {
    public UpSampling2D {
      requirePositive("size", Math.min(rows, columns));
      require(Math.max(rows, columns) <= Window.LARGEST, "size exceeds " + Window.LARGEST);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape image = onlyImage(inputs);
      return Shape.of(
          size((long) image.size(0) * rows), size((long) image.size(1) * columns), image.size(2));
    }
  }
}
