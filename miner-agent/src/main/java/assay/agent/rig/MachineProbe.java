package assay.agent.rig;

import java.nio.file.Path;

/** All of this machine: processors, NVIDIA's GPUs, other accelerators by name. */
public final class MachineProbe implements DeviceProbe {

  private static final Path ROOT = Path.of("/");

  private final DeviceProbe processors;
  private final DeviceProbe gpus;

  /** This machine, with the programs that the variable PATH names. */
  public static MachineProbe ofThisMachine() {
    return new MachineProbe(
        new Processors(ROOT, Runtime.getRuntime().availableProcessors()),
        new NvidiaSmi(System.getenv().getOrDefault("PATH", "")));
  }

  MachineProbe(DeviceProbe processors, DeviceProbe gpus) {
    this.processors = processors;
    this.gpus = gpus;
  }

  @Override
  public RigReport look() {
    RigReport nvidia = gpus.look();
    boolean isTold = !nvidia.devices().isEmpty();
    return processors.look().plus(nvidia).plus(new KernelAccelerators(ROOT, isTold).look());
  }
}
