package assay.web.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Keeps what is reported, for tests to look at. */
public final class KeptMeters implements Meters {

  private final Map<Series, Long> counts = new ConcurrentHashMap<>();
  private final Map<Series, Supplier<Double>> gauges = new ConcurrentHashMap<>();

  /** One metric with one set of values of its labels. */
  public record Series(PlatformMetric metric, List<String> values) {}

  @Override
  public void add(PlatformMetric counter, long amount, String... values) {
    counts.merge(new Series(counter, List.of(values)), amount, Long::sum);
  }

  @Override
  public void time(PlatformMetric timer, Duration duration, String... values) {
    add(timer, 1, values);
  }

  @Override
  public void watch(PlatformMetric gauge, Supplier<Double> value, String... values) {
    gauges.put(new Series(gauge, List.of(values)), value);
  }

  /** How much was added, or how often it was timed. */
  public long count(PlatformMetric metric, String... values) {
    return counts.getOrDefault(new Series(metric, List.of(values)), 0L);
  }

  /** Values of its labels that were ever given. */
  public Set<List<String>> values(PlatformMetric metric) {
    return counts.keySet().stream()
        .filter(series -> series.metric() == metric)
        .map(Series::values)
        .collect(Collectors.toSet());
  }

  /** What a gauge shows now. */
  public double value(PlatformMetric gauge, String... values) {
    return gauges.get(new Series(gauge, List.of(values))).get();
  }
}
