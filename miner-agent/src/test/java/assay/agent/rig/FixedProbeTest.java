package assay.agent.rig;

class FixedProbeTest extends DeviceProbeContract {

  @Override
  DeviceProbe probe() {
    return new FixedProbe(61, 211);
  }
}
