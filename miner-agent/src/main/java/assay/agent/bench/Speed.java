package assay.agent.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How fast something worked.
 *
 * @param perSecond samples per second on the wall
 * @param perCpuSecond samples per second of processor time
 */
public record Speed(double perSecond, double perCpuSecond) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** So many samples in so many nanoseconds on the wall and of processor time. */
  static Speed of(long samples, long nanos, long cpuNanos) {
    double perNano = samples * NANOS_PER_SECOND;
    return new Speed(perNano / Math.max(1, nanos), perNano / Math.max(1, cpuNanos));
  }

  /** The middle of each figure; the lower middle of an even number. */
  static Speed middle(List<Speed> speeds) {
    return new Speed(middle(speeds, Speed::perSecond), middle(speeds, Speed::perCpuSecond));
  }

  private static double middle(List<Speed> speeds, ToDoubleFunction<Speed> figure) {
    double[] sorted = speeds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }
}
