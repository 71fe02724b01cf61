package assay.training.benchmark;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run measured: FLOP/s of every kernel, all workers together. Immutable.
 *
 * @param speeds of every kernel
 */
public record Figures(Map<Kernel, Spread> speeds) {

  private static final double REFERENCE_POINTS = 1000;

  public Figures {
    if (speeds.size() != Kernel.values().length) {
      throw new IllegalArgumentException(
          "A benchmark has %d kernels, not %d.".formatted(Kernel.values().length, speeds.size()));
    }
    speeds = Map.copyOf(new EnumMap<>(speeds));
  }

  /** The figures of measurements, kernel by kernel. */
  static Figures of(Map<Kernel, List<Long>> measured) {
    Map<Kernel, Spread> speeds = new EnumMap<>(Kernel.class);
    measured.forEach((kernel, all) -> speeds.put(kernel, Spread.of(all)));
    return new Figures(speeds);
  }

  public Spread of(Kernel kernel) {
    Spread spread = speeds.get(kernel);
    if (spread == null) {
      throw new IllegalStateException("The benchmark lacks " + kernel + ".");
    }
    return spread;
  }

  /**
   * The score: the geometric mean of the kernels' speeds as parts of the reference's, in
   * thousandths; so 1 000 is the reference machine and twice the score is twice as fast in the
   * middle. Of quartiles it takes quartiles, as if all kernels were slow, or fast, together.
   */
  public Spread score() {
    long[] points = new long[3];
    double[] logarithms = new double[3];
    for (Kernel kernel : Kernel.values()) {
      Spread speed = of(kernel);
      logarithms[0] += Math.log(speed.lower() / kernel.reference());
      logarithms[1] += Math.log(speed.median() / kernel.reference());
      logarithms[2] += Math.log(speed.upper() / kernel.reference());
    }
    for (int i = 0; i < points.length; i++) {
      double mean = Math.exp(logarithms[i] / Kernel.values().length);
      points[i] = Math.max(1, Math.round(mean * REFERENCE_POINTS));
    }
    return new Spread(points[0], points[1], points[2]);
  }

  /** Bytes a second that averaging moves: what memory gives. */
  public double bandwidth() {
    KernelCost cost = Kernel.AVERAGING.work().cost();
    return of(Kernel.AVERAGING).median() / cost.intensity();
  }

  /** Kernels whose middle now lies outside what was measured then, with now's part of then's. */
  public Map<Kernel, Double> drifted(Figures now) {
    Map<Kernel, Double> drifted = new LinkedHashMap<>();
    for (Kernel kernel : Kernel.values()) {
      Spread then = of(kernel);
      if (then.excludes(now.of(kernel))) {
        drifted.put(kernel, (double) now.of(kernel).median() / then.median());
      }
    }
    return drifted;
  }
}
