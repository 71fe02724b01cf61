package assay.agent.rig;

/** The machine that runs the tests, whatever it has. */
class MachineProbeTest extends DeviceProbeContract {

  @Override
  DeviceProbe probe() {
    return MachineProbe.ofThisMachine();
  }
}
