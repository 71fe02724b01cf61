package assay.training.data;

/**
 * What every sample of a data set looks like.
 *
 * @param width values per sample, 1 to 2^20
 * @param low smallest value
 * @param high largest value
 * @param classes labels run from 0 to {@code classes - 1}; 2 to 65 536
 */
public record DataFormat(int width, float low, float high, int classes) {

  public DataFormat {
    if (width < 1 || width > 1 << 20 || classes < 2 || classes > 1 << 16) {
      throw new DataRefusedException(
          "A sample has 1 to 1048576 values and one of 2 to 65536 classes, not "
              + width
              + " and "
              + classes
              + ".");
    }
    if (!(Float.isFinite(low) && Float.isFinite(high) && low < high)) {
      throw new DataRefusedException("The range " + low + ".." + high + " is empty or endless.");
    }
  }

  /** The length of {@link Sample#bytes()}. */
  public int sampleBytes() {
    return (width + 1) * Float.BYTES;
  }

  boolean holds(float value) {
    return value >= low && value <= high;
  }
}
