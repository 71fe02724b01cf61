package assay.training.benchmark;

import java.util.List;

/**
 * How several measurements of one thing lie: the middle one and the quartiles, each a value that
 * was measured (nearest rank). Whole numbers, so that they can be signed.
 *
 * @param lower a quarter lie at or below it
 * @param median half of them
 * @param upper three quarters
 */
public record Spread(long lower, long median, long upper) {

  private static final double SLACK = 0.05;

  public Spread {
    if (lower < 1 || median < lower || upper < median) {
      throw new IllegalArgumentException(
          "Quartiles %d, %d, %d are no spread; they rise from 1 on."
              .formatted(lower, median, upper));
    }
  }

  /** Of at least one measurement, each at least 1. */
  public static Spread of(List<Long> measured) {
    List<Long> sorted = measured.stream().sorted().toList();
    return new Spread(rank(sorted, 1), rank(sorted, 2), rank(sorted, 3));
  }

  private static long rank(List<Long> sorted, int quarters) {
    return sorted.get((sorted.size() * quarters + 3) / 4 - 1);
  }

  /** Half the distance of the quartiles, as a part of the median. */
  public double relative() {
    return (upper - lower) / 2.0 / median;
  }

  /** Whether another middle lies outside these quartiles by more than a twentieth. */
  boolean excludes(Spread other) {
    return other.median < lower * (1 - SLACK) || other.median > upper * (1 + SLACK);
  }
}
