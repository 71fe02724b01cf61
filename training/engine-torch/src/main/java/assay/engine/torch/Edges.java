package assay.engine.torch;

import assay.training.spec.Padding;
import assay.training.spec.Shape;
import assay.training.spec.Window;

/**
 * The cells a window reads beyond an image's edges, by Keras's arithmetic: under padding {@code
 * same} as few as let it reach every step, the odd one below and right. Immutable.
 *
 * @param top rows above
 * @param bottom rows below
 * @param left columns before
 * @param right columns after
 */
record Edges(int top, int bottom, int left, int right) {

  static Edges of(Window window, Shape image, Shape steps) {
    if (window.padding() == Padding.VALID) {
      return new Edges(0, 0, 0, 0);
    }
    int rows = missing(steps.size(0), window.strideDown(), window.height(), image.size(0));
    int columns = missing(steps.size(1), window.strideRight(), window.width(), image.size(1));
    return new Edges(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
  }

  private static int missing(int steps, int stride, int size, int extent) {
    return Math.max(0, (steps - 1) * stride + size - extent);
  }

  boolean areNone() {
    return top + bottom + left + right == 0;
  }

  boolean areSymmetric() {
    return top == bottom && left == right;
  }

  /** Above and before, for operations that pad both sides alike. */
  long[] halves() {
    return new long[] {top, left};
  }

  /** In LibTorch's order of padding: the last axis first. */
  long[] all() {
    return new long[] {left, right, top, bottom};
  }
}
