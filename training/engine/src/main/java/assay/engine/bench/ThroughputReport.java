package assay.engine.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Training throughput of the engine as an agent uses it, beside the bare library.
 *
 * @param pairs measured one after the other, at least one
 */
public record ThroughputReport(List<Pair> pairs) {

  public ThroughputReport {
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("A throughput report needs at least one pair.");
    }
  }

  /**
   * Two measurements close to each other in time.
   *
   * @param agent the engine with progress and checkpoints
   * @param bare the library's own loop
   */
  public record Pair(Speed agent, Speed bare) {

    /** The agent's share of the bare loop's throughput. */
    public double ratio() {
      return agent.perSecond() / bare.perSecond();
    }

    /** The same by processor time, which a busy neighbour does not distort. */
    public double cpuRatio() {
      return agent.perCpuSecond() / bare.perCpuSecond();
    }
  }

  /**
   * How fast a side trained.
   *
   * @param perSecond samples per second on the wall
   * @param perCpuSecond samples per second of this process's processor time
   */
  public record Speed(double perSecond, double perCpuSecond) {}

  /** The middle ratio of agent to bare; the lower middle of an even number. */
  public double medianRatio() {
    return median(Pair::ratio);
  }

  /** The middle ratio by processor time. */
  public double medianCpuRatio() {
    return median(Pair::cpuRatio);
  }

  /** The agent's samples per second. */
  public double medianAgent() {
    return median(pair -> pair.agent().perSecond());
  }

  /** The bare loop's samples per second. */
  public double medianBare() {
    return median(pair -> pair.bare().perSecond());
  }

  private double median(ToDoubleFunction<Pair> figure) {
    double[] sorted = pairs.stream().mapToDouble(figure).sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }
}
