package assay.web.metrics;

import java.time.Duration;
import java.util.function.Supplier;

/** Where figures are reported. Thread-safe. */
public interface Meters {

  /**
   * Adds to a counter; 0 makes it appear, so that its first increase is seen as one.
   *
   * @param values of the metric's labels, in their order
   */
  void add(PlatformMetric counter, long amount, String... values);

  /** Notes a duration. */
  void time(PlatformMetric timer, Duration duration, String... values);

  /** Has a gauge ask for its value whenever somebody reads it. */
  void watch(PlatformMetric gauge, Supplier<Double> value, String... values);
}
