package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The extent of an array without its batch axis, slowest axis first: {@code [n]} for vectors,
 * {@code [time, features]} for sequences, {@code [height, width, channels]} for images (Keras's
 * channels_last), {@code [height, width, in, out]} for convolution kernels. The element count is
 * computed without overflow.
 *
 * @param sizes one positive size per axis, one to four axes
 */
public record Shape(List<Integer> sizes) {

  public Shape {
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || sizes.size() > 4) {
      throw new ModelSpecRefusedException(
          Reason.WRONG_SHAPE, "A shape has one to four axes, not " + sizes.size() + ".");
    }
    if (sizes.stream().anyMatch(size -> size <= 0)) {
      throw new ModelSpecRefusedException(
          Reason.WRONG_SHAPE, "Every size in shape " + sizes + " must be at least 1.");
    }
  }

  public static Shape of(Integer... sizes) {
    return new Shape(List.of(sizes));
  }

  public int axes() {
    return sizes.size();
  }

  public int size(int axis) {
    return sizes.get(axis);
  }

  /** The last size: the units of a vector, the features of a sequence, the channels of an image. */
  public int channels() {
    return sizes.get(sizes.size() - 1);
  }

  public boolean isVector() {
    return sizes.size() == 1;
  }

  public boolean isSequence() {
    return sizes.size() == 2;
  }

  /** Whether a sample may have this shape: a vector, a sequence or an image. */
  public boolean isSample() {
    return sizes.size() <= 3;
  }

  public boolean isImage() {
    return sizes.size() == 3;
  }

  /** The number of elements; {@link Long#MAX_VALUE} where it exceeds what a long can count. */
  public long elements() {
    try {
      return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
