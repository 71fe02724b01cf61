package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;

/**
 * A window that slides over a sequence.
 *
 * @param size steps of time it covers
 * @param stride steps of time it moves by
 * @param padding what happens at the ends
 */
public record Span(int size, int stride, Padding padding) {

  public Span {
    if (Math.min(size, stride) < 1 || Math.max(size, stride) > Window.LARGEST) {
      throw new ModelSpecRefusedException(
          Reason.WRONG_SHAPE, "a span's size and stride must lie in 1.." + Window.LARGEST);
    }
  }

  /** The sequence that sliding over another gives. */
  Shape over(Shape sequence, int channels) {
    if (!sequence.isSequence()) {
      throw new ModelSpecRefusedException(
          Reason.WRONG_SHAPE, "it reads a sequence [time, features], not " + sequence);
    }
    return Shape.of(padding.steps(sequence.size(0), size, stride), channels);
  }
}
