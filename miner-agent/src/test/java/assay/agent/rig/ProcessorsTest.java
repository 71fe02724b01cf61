package assay.agent.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Linux tells, in files of the test's own. */
class ProcessorsTest {

  @TempDir private Path root;

  @Test
  void shouldTellNameMemoryAndTheHottestSensor() throws IOException {
    write("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC 9654\n\nmodel name\t: other\n");
    write("proc/meminfo", "MemTotal:       1000 kB\nMemFree: 1 kB\nMemAvailable:    400 kB\n");
    write("sys/class/hwmon/hwmon0/name", "nvme\n");
    write("sys/class/hwmon/hwmon0/temp1_input", "99000\n");
    write("sys/class/hwmon/hwmon1/name", "k10temp\n");
    write("sys/class/hwmon/hwmon1/temp1_input", "61250\n");

    Observation seen = new Processors(root, 3).look().devices().get(0);

    assertThat(seen.device()).isEqualTo(new Device.Cpu("AMD EPYC 9654", 3, 1_024_000));
    assertThat(seen.reading().memoryUsed()).isEqualTo(OptionalLong.of(614_400));
    assertThat(seen.reading().temperature()).isEqualTo(OptionalDouble.of(61.25));
  }

  @Test
  void shouldCountTheUseBetweenTwoLooks() throws IOException {
    Processors processors = new Processors(root, 1);
    write("proc/stat", "cpu  100 0 0 100 0 0 0 0 0 0\n");
    OptionalDouble first = use(processors);
    write("proc/stat", "cpu  130 0 0 160 10 0 0 0 0 0\n");

    assertThat(first).isEmpty();
    assertThat(use(processors)).hasValue(30);
  }

  @Test
  void shouldHaveAProcessorEvenWhereNothingIsTold() {
    Observation seen = new Processors(root, 1).look().devices().get(0);

    assertThat(seen.device().name()).endsWith(" processor");
    assertThat(seen.reading()).isEqualTo(Reading.NONE);
  }

  @Test
  void shouldSurviveWhateverIsTold() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Processors processors = new Processors(root, 1);
    String good = "cpu  100 0 0 100 0 0 0 0 0 0\nMemTotal: 5 kB\nmodel name\t: x\n";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int change = 0; change < 5; change++) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x250));
      }
      write("proc/stat", text.toString());
      write("proc/meminfo", text.toString());
      write("proc/cpuinfo", text.toString());

      assertThat(processors.look().devices()).hasSize(1);
    }
  }

  @Test
  void shouldListOtherAcceleratorsByName() throws IOException {
    write("sys/class/drm/card0/device/vendor", "0x1a03\n");
    write("sys/class/drm/card1/device/vendor", "0x1002\n");
    write("sys/class/drm/card1/device/product_name", "AMD Instinct MI300X\n");
    write("sys/class/drm/card1-DP-1/device/vendor", "0x1002\n");
    write("sys/class/drm/card2/device/vendor", "0x10de\n");
    write("sys/class/drm/card2/device/device", "0x2330\n");
    write("sys/class/accel/accel0/device/vendor", "0x1da3\n");
    write("sys/class/accel/accel0/device/device", "0x1020\n");

    assertThat(new KernelAccelerators(root, true).look().devices())
        .extracting(seen -> seen.device().id() + " " + seen.device().name())
        .containsExactly("accel/accel0 Habana accelerator 0x1020", "drm/card1 AMD Instinct MI300X");
    assertThat(new KernelAccelerators(root, false).look().devices())
        .extracting(seen -> seen.device().name())
        .contains("NVIDIA GPU (no nvidia-smi tells of it: install its driver) 0x2330");
  }

  private static OptionalDouble use(Processors processors) {
    return processors.look().devices().get(0).reading().use();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, text);
  }
}
