package assay.agent.rig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every probe keeps to. */
abstract class DeviceProbeContract {

  abstract DeviceProbe probe();

  @Test
  @Timeout(30)
  void shouldNameEveryDeviceOnceAndTheSameAtEveryLook() {
    DeviceProbe probe = probe();

    RigReport first = probe.look();
    RigReport second = probe.look();

    assertThat(first.devices()).extracting(seen -> seen.device().id()).doesNotHaveDuplicates();
    assertThat(second.devices())
        .extracting(Observation::device)
        .containsExactlyElementsOf(first.devices().stream().map(Observation::device).toList());
  }

  @Test
  void shouldBeginWithTheProcessors() {
    assertThat(probe().look().devices().get(0).device()).isInstanceOf(Device.Cpu.class);
  }
}
