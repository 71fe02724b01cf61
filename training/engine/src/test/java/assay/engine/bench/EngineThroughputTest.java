package assay.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.bench.ThroughputReport.Pair;
import assay.engine.bench.ThroughputReport.Speed;
import assay.training.data.Digits;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingSettings;
import assay.training.spec.Architectures;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineThroughputTest {

  @TempDir private Path folder;

  @Test
  void shouldMeasureBothSidesOfEachPair() {
    Digits digits = Digits.load();
    TrainingJob job =
        new TrainingJob(
            Architectures.perceptron(64, 128, 10, 16),
            digits.training(),
            digits.test(),
            TrainingSettings.of(100_000, 1).withDevices(2).withCheckpointEvery(5));
    Path state = folder.resolve("state");

    ThroughputReport report =
        new EngineThroughput(job, state, System::nanoTime, EngineThroughputTest::cpuNanos)
            .run(2, Duration.ofSeconds(1));

    assertThat(report.pairs()).hasSize(2).allMatch(pair -> pair.ratio() > 0 && pair.cpuRatio() > 0);
    assertThat(state).isNotEmptyFile();
  }

  @Test
  void shouldTakeTheMiddleRatio() {
    ThroughputReport report =
        new ThroughputReport(List.of(pair(90, 45), pair(99, 48), pair(50, 49)));

    assertThat(report.medianRatio()).isEqualTo(0.9);
    assertThat(report.medianCpuRatio()).isEqualTo(0.96);
    assertThat(report.medianAgent()).isEqualTo(90);
    assertThat(report.medianBare()).isEqualTo(100);
  }

  private static Pair pair(double agent, double agentCpu) {
    return new Pair(new Speed(agent, agentCpu), new Speed(100, 50));
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
