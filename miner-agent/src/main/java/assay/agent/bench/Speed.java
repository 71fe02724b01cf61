package assay.agent.bench;

import java.util.List;
import java.util.stream.DoubleStream;

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
  public static Speed middle(List<Speed> speeds) {
    return new Speed(
        middle(speeds.stream().mapToDouble(Speed::perSecond)),
        middle(speeds.stream().mapToDouble(Speed::perCpuSecond)));
  }

  /** The middle of at least one figure; the lower middle of an even number. */
  public static double middle(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }
}
