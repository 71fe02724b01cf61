package assay.agent.command;

import assay.agent.Agent;
import assay.agent.bench.EngineBench;
import assay.agent.bench.OpenLoop;
import assay.agent.bench.OpenLoop.Times;
import assay.agent.bench.SealBench;
import assay.agent.bench.StoreBench;
import assay.engine.bench.EngineThroughput;
import assay.engine.bench.ThroughputReport;
import assay.registry.grant.EnvelopeKind;
import assay.registry.grant.GrantId;
import assay.registry.ledger.GrantFacts;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measurements, each beside what it is compared to (docs/benchmarks.md). */
@Command(name = "bench", description = "Measure this machine, side by side with a reference.")
final class BenchCommand {

  /** More than any measurement gets through. */
  private static final int EPOCHS = 1_000_000;

  private static final int BATCH = 32;
  private static final int KEEP_EVERY = 10;
  private static final int HIDDEN = 128;
  private static final double NANOS_A_MILLI = 1e6;

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

  /** The training engines side by side. */
  @Command(
      name = "engines",
      description = "The training engines' throughput, in turns, beside PyTorch if Python has it.")
  int engines(
      @Option(names = "--rounds", defaultValue = "5", description = "Turns of each.") int rounds,
      @Option(names = "--seconds", defaultValue = "10", description = "Least time of each.")
          int seconds,
      @Option(names = "--devices", defaultValue = "1", description = "Workers.") int devices,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json)
      throws IOException {
    Path folder = Files.createTempDirectory("assay-bench");
    try {
      new EngineTable(
              new EngineBench(folder, System::nanoTime, BenchCommand::cpuNanos)
                  .run(rounds, Duration.ofSeconds(seconds), devices))
          .print(System.out, json);
    } finally {
      PathUtils.deleteDirectory(folder);
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
              description = "Files of 1 000 bytes, one by one, and as many in one directory.")
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
      double treeFilesPerSecond = measured.remove("addSmallTree");
      if (against != null) {
        measured.putAll(bench.runAgainst(against, rounds));
      }
      new SpeedTable(measured)
          .ratio("addToDisk", "add", "copyAndHash")
          .ratio("readToDisk", "read", "readAndHash")
          .ratio("rpcAddToOther", "rpcAdd", "otherAdd")
          .number("smallFilesPerSecond", filesPerSecond)
          .number("treeFilesPerSecond", treeFilesPerSecond)
          .print(System.out, json);
    } finally {
      PathUtils.deleteDirectory(folder);
    }
    return 0;
  }

  /** A platform that hands out keys. */
  @Command(
      name = "release",
      description = "How long a platform takes to release the key of a live grant of this account.")
  int release(
      @Mixin HomeOption home,
      @Option(names = "--per-second", defaultValue = "100", description = "Requests a second.")
          int perSecond,
      @Option(
              names = "--requests",
              defaultValue = "800",
              description =
                  "Requests after the first second, which is not measured; a platform releases a"
                      + " key a thousand times an hour (default: ${DEFAULT-VALUE}).")
          int requests,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json) {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      GrantId grant = liveGrant(agent);
      Runnable request = () -> agent.platform().fetch(EnvelopeKind.VERSION_KEY, grant.value());
      OpenLoop loop = new OpenLoop(System::nanoTime);
      // The first second warms both ends up.
      loop.run(request, perSecond, perSecond);
      Times times = loop.run(request, perSecond, requests);
      System.out.printf(
          Locale.ROOT,
          json
              ? "{\"p50Millis\":%.2f,\"p95Millis\":%.2f,\"p99Millis\":%.2f}%n"
              : "half within %.2f ms, 95 of 100 within %.2f ms, 99 of 100 within %.2f ms%n",
          millis(times.quantile(0.5)),
          millis(times.quantile(0.95)),
          millis(times.quantile(0.99)));
    }
    return 0;
  }

  private static GrantId liveGrant(Agent agent) {
    return new GrantFacts(agent.events())
        .to(agent.address())
        .filter(id -> agent.ledger().standing(id).isLive())
        .findFirst()
        .orElseThrow(NoAccessException::noLiveGrant);
  }

  private static double millis(Duration time) {
    return time.toNanos() / NANOS_A_MILLI;
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
