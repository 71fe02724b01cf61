package assay.engine.torch;

import assay.training.spec.Shape;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * How batches lie here: images channels first, as LibTorch's operations want them, though in memory
 * channels come last; sequences as Keras has them, time first. Stateless.
 */
final class Axes {

  private Axes() {}

  /** From Keras's order, which has channels last. */
  static Tensor fromKeras(Tensor keras, Shape shape) {
    return shape.isImage() ? keras.permute(0, 3, 1, 2) : keras;
  }

  static Tensor toKeras(Tensor tensor, Shape shape) {
    return shape.isImage() ? tensor.permute(0, 2, 3, 1) : tensor;
  }

  /** The batch's axis, then a sample's in Keras's order. */
  static long[] keras(long samples, Shape shape) {
    return LongStream.concat(
            LongStream.of(samples), shape.sizes().stream().mapToLong(Integer::longValue))
        .toArray();
  }

  /** The axis that channels, features or units lie along. */
  static long channels(Shape shape) {
    return shape.isSequence() ? 2 : 1;
  }

  /** The axes of time or place. */
  static long[] places(Shape shape) {
    return shape.isSequence() ? new long[] {1} : new long[] {2, 3};
  }

  /** A sequence as an image of one column. */
  static Tensor column(Tensor sequence) {
    return sequence.permute(0, 2, 1).unsqueeze(3);
  }

  /** An image of one column as a sequence. */
  static Tensor sequence(Tensor column) {
    return column.squeeze(3).permute(0, 2, 1);
  }

  /** A sequence's shape as an image of one column. */
  static Shape column(Shape sequence) {
    return Shape.of(sequence.size(0), 1, sequence.channels());
  }
}
