package assay.training.run;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NVIDIA's number for what a GPU's processors understand, such as 8.6 (CUDA C++ Programming Guide,
 * "Compute Capabilities").
 *
 * @param major the generation, from 1
 * @param minor within it, from 0
 */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {

  private static final Pattern FORM = Pattern.compile("([1-9]\\d?)\\.(\\d)");
  private static final Comparator<ComputeCapability> ORDER =
      Comparator.comparingInt(ComputeCapability::major).thenComparingInt(ComputeCapability::minor);

  public ComputeCapability {
    if (major < 1 || minor < 0) {
      throw new IllegalArgumentException(
          "There is no compute capability " + major + "." + minor + "; write one such as 8.6.");
    }
  }

  /** Reads {@code 8.6}; anything else is none. */
  public static Optional<ComputeCapability> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            new ComputeCapability(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(ComputeCapability other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
