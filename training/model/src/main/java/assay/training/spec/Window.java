package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;

/**
 * A window that slides over an image.
 *
 * @param height rows it covers
 * @param width columns it covers
 * @param strideDown rows per step
 * @param strideRight columns per step
 * @param padding what happens at the edge
 */
public record Window(int height, int width, int strideDown, int strideRight, Padding padding) {

  /** Of a window's sizes and strides. */
  static final int LARGEST = 1 << 12;

  public Window {
    if (Math.min(Math.min(height, width), Math.min(strideDown, strideRight)) < 1
        || Math.max(Math.max(height, width), Math.max(strideDown, strideRight)) > LARGEST) {
      throw new ModelSpecRefusedException(
          Reason.WRONG_SHAPE, "a window's sizes and strides must lie in 1.." + LARGEST);
    }
  }

  /** A square window. */
  public static Window square(int size, int stride, Padding padding) {
    return new Window(size, size, stride, stride, padding);
  }

  /** The image that sliding over another gives. */
  Shape over(Shape image, int channels) {
    requireImage(image);
    return Shape.of(
        padding.steps(image.size(0), height, strideDown),
        padding.steps(image.size(1), width, strideRight),
        channels);
  }

  /** The image from which {@link #over} would have made this one: a transposed convolution's. */
  Shape under(Shape image, int channels) {
    requireImage(image);
    return Shape.of(
        padding.stepsBack(image.size(0), height, strideDown),
        padding.stepsBack(image.size(1), width, strideRight),
        channels);
  }

  /** Refuses strides that pass over places. */
  void requireNoGaps() {
    if (strideDown > height || strideRight > width) {
      throw new ModelSpecRefusedException(
          Reason.WRONG_SHAPE, "its strides exceed its kernel_size; that would leave gaps");
    }
  }

  private static void requireImage(Shape image) {
    if (!image.isImage()) {
      throw new ModelSpecRefusedException(
          Reason.WRONG_SHAPE, "it reads an image [height, width, channels], not " + image);
    }
  }
}
