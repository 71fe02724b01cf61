package assay.agent.pool;

import assay.agent.engine.EngineChoice;
import assay.agent.platform.ForeignText;
import assay.agent.rig.Device;
import assay.agent.rig.EngineFit;
import assay.agent.rig.Observation;
import assay.agent.rig.RigReport;
import assay.training.pool.RigDevice;
import assay.training.pool.RigInventory;
import assay.training.run.ComputeCapability;
import java.util.List;

/** This machine's devices as an inventory tells them, and a told device as engines judge it. */
final class RigDevices {

  private static final int LONGEST_NAME = 80;
  private static final long MOST_MEMORY = 1L << 50;
  private static final int MOST_CORES = 1 << 16;
  private static final String NOT_TOLD = "-";

  private RigDevices() {}

  /** What an inventory says of this machine: no serial numbers, no places, no use. */
  static List<RigDevice> told(RigReport report) {
    return report.devices().stream()
        .map(Observation::device)
        .limit(RigInventory.MOST_DEVICES)
        .map(RigDevices::told)
        .toList();
  }

  private static RigDevice told(Device device) {
    String name = name(device.name());
    if (device instanceof Device.Cpu cpu) {
      int cores = Math.min(cpu.cores(), MOST_CORES);
      return new RigDevice(
          RigDevice.Kind.CPU, name, cores, Math.min(cpu.memory(), MOST_MEMORY), "");
    }
    if (device instanceof Device.Gpu gpu) {
      String capability = gpu.capability().map(ComputeCapability::toString).orElse("");
      return new RigDevice(
          RigDevice.Kind.GPU, name, 0, Math.min(gpu.memory(), MOST_MEMORY), capability);
    }
    return new RigDevice(RigDevice.Kind.OTHER, name, 0, 0, "");
  }

  /** Drivers and firmware are strangers too. */
  private static String name(String text) {
    String line = ForeignText.line(text).replaceAll("\\p{M}", "");
    String cut = line.substring(0, Math.min(line.length(), LONGEST_NAME)).strip();
    return cut.isEmpty() ? "unnamed" : cut;
  }

  /** The engines that have code for any of the devices. */
  static List<EngineChoice> engines(List<RigDevice> devices) {
    return devices.stream()
        .flatMap(told -> EngineFit.of(device(told)).stream())
        .filter(EngineFit::fits)
        .map(EngineFit::engine)
        .distinct()
        .sorted()
        .toList();
  }

  private static Device device(RigDevice told) {
    return switch (told.kind()) {
      case CPU -> new Device.Cpu(told.name(), told.cores(), told.memory());
      case GPU ->
          new Device.Gpu(
              0,
              told.name(),
              NOT_TOLD,
              NOT_TOLD,
              told.memory(),
              NOT_TOLD,
              ComputeCapability.parse(told.capability()));
      case OTHER -> new Device.Accelerator(told.name(), NOT_TOLD);
    };
  }
}
