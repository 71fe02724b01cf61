package assay.training.data;

/**
 * What is to be learned of a sample. A sample is a row of values and a label; where more than the
 * label is to be learned, the row's last values are it, so that sealing, trees and test sets treat
 * every sample alike.
 */
public sealed interface Target {

  /** How many of a sample's last values are no input. */
  int values();

  /** The sample's own label. */
  record Label() implements Target {
    @Override
    public int values() {
      return 0;
    }
  }

  /** Nothing: samples that are only to be answered. */
  record Nothing() implements Target {
    @Override
    public int values() {
      return 0;
    }
  }

  /**
   * Numbers.
   *
   * @param values how many, at least 1
   */
  record Numbers(int values) implements Target {
    public Numbers {
      requireSome(values);
    }
  }

  /**
   * A class for every place of an image, row by row; the sample's label counts for nothing.
   *
   * @param values places, at least 1
   */
  record LabelMap(int values) implements Target {
    public LabelMap {
      requireSome(values);
    }
  }

  private static void requireSome(int values) {
    if (values < 1) {
      throw new DataRefusedException(
          "A target of " + values + " values is none; state at least 1.");
    }
  }
}
