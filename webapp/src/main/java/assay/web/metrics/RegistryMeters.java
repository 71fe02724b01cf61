package assay.web.metrics;

import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/** Reports to the server's registry, which {@code /metrics} shows. */
public final class RegistryMeters implements Meters {

  private final MetricRegistry registry;

  public RegistryMeters(MetricRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void add(PlatformMetric counter, long amount, String... values) {
    registry.counter(metadata(counter), tags(counter, values)).inc(amount);
  }

  @Override
  public void time(PlatformMetric timer, Duration duration, String... values) {
    registry.timer(metadata(timer), tags(timer, values)).update(duration);
  }

  @Override
  public void watch(PlatformMetric gauge, Supplier<Double> value, String... values) {
    registry.gauge(metadata(gauge), value, tags(gauge, values));
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
