package assay.web.metrics;

import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Reports to the server's registry, which {@code /metrics} shows. One asks that registry at a time:
 * Payara 6.2025 makes metrics in a plain map, and of requests that are the first of their kind at
 * once all but one failed with a ConcurrentModificationException.
 */
public final class RegistryMeters implements Meters {

  private final MetricRegistry registry;

  public RegistryMeters(MetricRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void add(PlatformMetric counter, long amount, String... values) {
    counter(metadata(counter), tags(counter, values)).inc(amount);
  }

  @Override
  public void time(PlatformMetric timer, Duration duration, String... values) {
    timer(metadata(timer), tags(timer, values)).update(duration);
  }

  @Override
  public synchronized void watch(PlatformMetric gauge, Supplier<Double> value, String... values) {
    registry.gauge(metadata(gauge), value, tags(gauge, values));
  }

  private synchronized Counter counter(Metadata metadata, Tag[] tags) {
    return registry.counter(metadata, tags);
  }

  private synchronized Timer timer(Metadata metadata, Tag[] tags) {
    return registry.timer(metadata, tags);
  }

  private static Metadata metadata(PlatformMetric metric) {
    return Metadata.builder()
        .withName(metric.registered())
        .withDescription(metric.description())
        .withUnit(
            metric.kind() == PlatformMetric.Kind.TIMER ? MetricUnits.SECONDS : MetricUnits.NONE)
        .build();
  }

  private static Tag[] tags(PlatformMetric metric, String... values) {
    if (values.length != metric.labels().size()) {
      throw new IllegalArgumentException(
          "%s has the labels %s; give a value for each."
              .formatted(metric.registered(), metric.labels()));
    }
    Tag[] tags = new Tag[values.length];
    for (int i = 0; i < values.length; i++) {
      tags[i] = new Tag(metric.labels().get(i), values[i]);
    }
    return tags;
  }
}
