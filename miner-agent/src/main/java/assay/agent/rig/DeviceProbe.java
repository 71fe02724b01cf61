package assay.agent.rig;

/** Looks at the devices of the machine. Thread-safe. */
@FunctionalInterface
public interface DeviceProbe {

  /**
   * What is there now, and how it fares. Ends within a bounded time and throws nothing: what cannot
   * be seen is told among the troubles.
   */
  RigReport look();
}
