package assay.agent.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBenchTest {

  @TempDir private Path folder;

  @Test
  void shouldMeasureEveryEngineOnEveryNet() throws Exception {
    EngineBench bench = new EngineBench(folder, System::nanoTime, EngineBenchTest::cpuNanos);

    Map<String, EngineBench.Speed> speeds = bench.run(1, Duration.ofMillis(1), 2);

    assertThat(speeds)
        .containsOnlyKeys(
            "mlp.dl4j", "mlp.torch", "lenet.dl4j", "lenet.torch", "resnet8.dl4j", "resnet8.torch");
    assertThat(speeds.values())
        .allMatch(speed -> speed.perSecond() > 0 && speed.perCpuSecond() > 0);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }
}
