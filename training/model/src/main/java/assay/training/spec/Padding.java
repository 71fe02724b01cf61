package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;

/** How a window treats the edge of an image or the end of a sequence, by Keras's names. */
public enum Padding implements KerasWord {
  VALID("valid"),
  SAME("same");

  private final String word;

  Padding(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  /** The places that a window takes along one axis. */
  int steps(int extent, int size, int stride) {
    int room =
        switch (this) {
          case VALID -> extent - size;
          case SAME -> extent - 1;
        };
    if (room < 0) {
      throw new ModelSpecRefusedException(
          Reason.WRONG_SHAPE, "its window of " + size + " does not fit into " + extent);
    }
    return room / stride + 1;
  }

  /** The extent that a transposed window makes of so many places. */
  int stepsBack(int places, int size, int stride) {
    long extent =
        switch (this) {
          case VALID -> (places - 1L) * stride + size;
          case SAME -> (long) places * stride;
        };
    return LayerRules.size(extent);
  }
}
