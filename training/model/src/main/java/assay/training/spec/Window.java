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

  private static final int LARGEST = 1 << 12;

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
    if (!image.isImage()) {
      throw new ModelSpecRefusedException(
          Reason.WRONG_SHAPE, "it reads an image [height, width, channels], not " + image);
    }
    return Shape.of(
        steps(image.size(0), height, strideDown),
        steps(image.size(1), width, strideRight),
        channels);
  }

  private int steps(int extent, int size, int stride) {
    int room =
        switch (padding) {
          case VALID -> extent - size;
          case SAME -> extent - 1;
        };
    if (room < 0) {
      throw new ModelSpecRefusedException(
          Reason.WRONG_SHAPE, "its window of " + size + " does not fit into " + extent);
    }
    return room / stride + 1;
  }
}
