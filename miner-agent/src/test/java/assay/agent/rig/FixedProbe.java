package assay.agent.rig;

import assay.training.run.ComputeCapability;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A machine of one processor and one GPU, whose GPU's temperature and power a test sets. */
public final class FixedProbe implements DeviceProbe {

  private volatile double degrees;
  private volatile double watts;

  public FixedProbe(double degrees, double watts) {
    set(degrees, watts);
  }

  /** From now on. */
  public void set(double newDegrees, double newWatts) {
    degrees = newDegrees;
    watts = newWatts;
  }

  @Override
  public RigReport look() {
    Device gpu =
        new Device.Gpu(
            0,
            "A card",
            "GPU-0a",
            "00000000:01:00.0",
            1L << 34,
            "550.54.14",
            Optional.of(new ComputeCapability(8, 6)));
    Reading reading =
        new Reading(
            OptionalLong.of(1 << 30),
            OptionalDouble.of(degrees),
            OptionalDouble.of(watts),
            OptionalDouble.of(350),
            OptionalDouble.of(97));
    return new RigReport(
        List.of(
            new Observation(new Device.Cpu("A processor", 2, 1L << 33), Reading.NONE),
            new Observation(gpu, reading)),
        List.of());
  }
}
