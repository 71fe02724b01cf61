package assay.training.estimate;

import assay.training.benchmark.Figures;
import assay.training.benchmark.Kernel;
import assay.training.benchmark.Spread;
import java.time.Duration;
import java.util.List;

/**
 * How long a training would take on a rig: between what it would at the fastest and at the slowest
 * of the benchmark's training steps. A model with more small layers than these, or one whose data
 * comes slowly, takes longer than the latest. Immutable.
 *
 * @param soonest at the upper quartile of the faster step
 * @param latest at the lower quartile of the slower step
 */
public record TimeRange(Duration soonest, Duration latest) {

  private static final double MILLIS = 1000;
  private static final List<Kernel> STEPS = List.of(Kernel.LENET, Kernel.RESNET8);

  public TimeRange {
    if (soonest.isNegative() || soonest.compareTo(latest) > 0) {
      throw new IllegalArgumentException(
          "%s to %s is no range of times.".formatted(soonest, latest));
    }
  }

  /** Of a training on a rig with all its workers. */
  public static TimeRange of(ResourceNeed need, Figures rig) {
    long fastest = STEPS.stream().map(rig::of).mapToLong(Spread::upper).max().orElseThrow();
    long slowest = STEPS.stream().map(rig::of).mapToLong(Spread::lower).min().orElseThrow();
    return new TimeRange(at(need, fastest), at(need, slowest));
  }

  private static Duration at(ResourceNeed need, long flopsPerSecond) {
    return Duration.ofMillis(Math.round(need.flops() * MILLIS / flopsPerSecond));
  }
}
