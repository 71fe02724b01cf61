package assay.registry.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The dimensions of an array of samples, the first of which counts them.
 *
 * @param sizes at least one, each at least one
 * @param elementBytes bytes of one value
 */
record Shape(List<Integer> sizes, int elementBytes) {

  private static final int STEP = 1 << 16;

  Shape {
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
      throw new FormatRefusedException(
          "The array has the dimensions "
              + sizes
              + "; its first must count the samples, and all must be 1 or more.");
    }
  }

  int samples() {
    return sizes.get(0);
  }

  List<Integer> ofOneSample() {
    return sizes.subList(1, sizes.size());
  }

  /** How long the array is, or the longest there is where the product has no number. */
  long bytes() {
    long bytes = elementBytes;
    for (int size : sizes) {
      long high = Math.multiplyHigh(bytes, size);
      bytes *= size;
      if (high != 0 || bytes < 0) {
        return Long.MAX_VALUE;
      }
    }
    return bytes;
  }

  /** Reads to the end and refuses any other length than the dimensions promise. */
  void requireExactly(InputStream content, String format) throws IOException {
    byte[] buffer = new byte[STEP];
    long found = 0;
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      found += read;
      if (found > bytes()) {
        break;
      }
    }
    if (found != bytes()) {
      throw new FormatRefusedException(
          "The %s file promises %s bytes of values and holds %s; copy the file again."
              .formatted(format, bytes(), found > bytes() ? "more" : found));
    }
  }
}
