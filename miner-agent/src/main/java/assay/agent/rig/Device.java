package assay.agent.rig;

import assay.training.run.ComputeCapability;
import java.util.Optional;

/** Something in the machine that can compute. What changes from moment to moment is no part. */
public sealed interface Device {

  /** Names it among the machine's devices, the same after a restart. */
  DeviceId id();

  /** What its maker calls it. */
  String name();

  /**
   * The processors of the machine, together.
   *
   * @param cores that this process may use
   * @param memory bytes of the machine, 0 where it does not tell
   */
  record Cpu(String name, int cores, long memory) implements Device {
    @Override
    public DeviceId id() {
      return DeviceId.CPU;
    }
  }

  /**
   * A GPU that NVIDIA's driver knows.
   *
   * @param index the driver's number for it since the machine was started, from 0
   * @param uuid the same for this very card for ever
   * @param busId its place in the machine
   * @param memory bytes, 0 where the driver does not tell
   * @param driver its version
   * @param capability unknown to drivers before 510
   */
  record Gpu(
      int index,
      String name,
      String uuid,
      String busId,
      long memory,
      String driver,
      Optional<ComputeCapability> capability)
      implements Device {
    @Override
    public DeviceId id() {
      return new DeviceId(uuid);
    }
  }

  /**
   * Anything else that the kernel lists among accelerators and graphics.
   *
   * @param place in the kernel's list, such as {@code drm/card0}
   */
  record Accelerator(String name, String place) implements Device {
    @Override
    public DeviceId id() {
      return new DeviceId(place);
    }
  }
}
