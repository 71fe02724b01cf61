package assay.agent.command;

import assay.agent.bench.SealBench;
import assay.agent.bench.StoreBench;
import assay.engine.bench.EngineThroughput;
import assay.engine.bench.ThroughputReport;
import assay.training.data.Digits;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingSettings;
import assay.training.spec.Architectures;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measurements, each beside what it is compared to (docs/benchmarks.md). */
@Command(name = "bench", description = "Measure this machine, side by side with a reference.")
final class BenchCommand {

  /** More than any measurement gets through. */
  private static final int EPOCHS = 1_000_000;

  private static final int BATCH = 32;
  private static final int KEEP_EVERY = 10;
  private static final int HIDDEN = 128;

  /** Training throughput. */
  @Command(
      name = "train",
      description = "The agent's training throughput beside bare Deeplearning4j.")
  int train(
      @Option(names = "--pairs", defaultValue = "5", description = "Pairs of measurements.")
          int pairs,
      @Option(names = "--seconds", defaultValue = "30", description = "Least time of each.")
          int seconds,
      @Option(names = "--devices", defaultValue = "2", description = "Workers.") int devices,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json)
      throws IOException {
    Path state = Files.createTempFile("assay-bench", ".state");
    try {
      ThroughputReport report =
          new EngineThroughput(job(devices), state, System::nanoTime, BenchCommand::cpuNanos)
              .run(pairs, Duration.ofSeconds(seconds));
      print(report, json);
    } finally {
      Files.deleteIfExists(state);
    }
    return 0;
  }

  /** Sealing and opening. */
  @Command(
      name = "seal",
      description = "Sealing and opening a file beside the jagged library and the age command.")
  int seal(
      @Option(names = "--megabytes", defaultValue = "1024", description = "Length of the file.")
          int megabytes,
      @Option(names = "--rounds", defaultValue = "3", description = "Turns of each.") int rounds,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json)
      throws IOException {
    Path folder = Files.createTempDirectory("assay-bench");
    try {
      new SpeedTable(new SealBench(folder, megabytes, System::nanoTime).run(rounds))
          .ratio("sealToJagged", "assaySeal", "jaggedSeal")
          .ratio("openToJagged", "assayOpen", "jaggedOpen")
          .ratio("sealToAge", "assaySeal", "ageSeal")
          .ratio("openToAge", "assayOpen", "ageOpen")
          .print(System.out, json);
    } finally {
      PathUtils.deleteDirectory(folder);
    }
    return 0;
  }

  /** The embedded content store. */
  @Command(
      name = "store",
      description = "Adding to and reading from the embedded store beside disk and hash alone.")
  int store(
      @Option(names = "--megabytes", defaultValue = "1024", description = "Length of each file.")
          int megabytes,
      @Option(names = "--rounds", defaultValue = "3", description = "Turns of each.") int rounds,
      @Option(
              names = "--small-files",
              defaultValue = "2000",
              description = "Files of 1 000 bytes, each added by itself.")
          int smallFiles,
      @Option(
              names = "--against",
              paramLabel = "ADDRESS",
              description = "Kubo RPC of another store on this machine, to be measured beside it.")
          @Nullable URI against,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json)
      throws IOException {
    Path folder = Files.createTempDirectory("assay-bench");
    try {
      StoreBench bench = new StoreBench(folder, megabytes, Clock.systemUTC(), System::nanoTime);
      Map<String, Double> measured = bench.run(rounds, smallFiles);
      double filesPerSecond = measured.remove("addSmallFiles");
      if (against != null) {
        measured.putAll(bench.runAgainst(against, rounds));
      }
      new SpeedTable(measured)
          .ratio("addToDisk", "add", "copyAndHash")
          .ratio("readToDisk", "read", "readAndHash")
          .ratio("rpcAddToOther", "rpcAdd", "otherAdd")
          .number("smallFilesPerSecond", filesPerSecond)
          .print(System.out, json);
    } finally {
      PathUtils.deleteDirectory(folder);
    }
    return 0;
  }

  private static TrainingJob job(int devices) {
    Digits digits = Digits.load();
    return new TrainingJob(
        Architectures.perceptron(
            Digits.FORMAT.width(), HIDDEN, Digits.FORMAT.classes(), Digits.FORMAT.high()),
        digits.training(),
        digits.test(),
        TrainingSettings.of(EPOCHS, 1)
            .withBatchSize(BATCH)
            .withDevices(devices)
            .withCheckpointEvery(KEEP_EVERY));
  }

  private static void print(ThroughputReport report, boolean json) {
    String form =
        json
            ? "{\"agentSamplesPerSecond\":%.0f,\"bareSamplesPerSecond\":%.0f,\"ratio\":%.3f,\"cpuRatio\":%.3f}%n"
            : "agent %.0f samples/s, bare Deeplearning4j %.0f samples/s, ratio %.3f (by processor time %.3f)%n";
    System.out.printf(
        Locale.ROOT,
        form,
        report.medianAgent(),
        report.medianBare(),
        report.medianRatio(),
        report.medianCpuRatio());
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
