package assay.agent.command;

import assay.agent.Agent;
import assay.agent.bench.CheckpointBench;
import assay.agent.bench.Contest;
import assay.agent.bench.InferBench;
import assay.agent.bench.OpenLoop;
import assay.agent.bench.OpenLoop.Times;
import assay.agent.bench.SealBench;
import assay.agent.bench.Speed;
import assay.agent.bench.Stopwatches;
import assay.agent.bench.StoreBench;
import assay.agent.bench.TrainBench;
import assay.agent.engine.EngineChoice;
import assay.registry.grant.EnvelopeKind;
import assay.registry.grant.GrantId;
import assay.registry.ledger.GrantFacts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measurements, each beside what it is compared to (docs/benchmarks.md). */
@Command(
    name = "bench",
    description = "Measure this machine, side by side with a reference.",
    subcommands = BenchAggregateCommand.class)
final class BenchCommand {

  private static final double MILLIS = 1000;
  private static final double NANOS_A_MILLI = 1e6;

  /** Training throughput. */
  @Command(
      name = "train",
      description = {
        "Training with both engines on three nets, in turns with Deeplearning4j's own loop and"
            + " default convolution, with what an agent does beside, with two workers, and with"
            + " PyTorch if Python has it.",
        "Samples per second of processor time; workers by the wall's clock."
      })
  int train(
      @Option(
              names = "--rounds",
              defaultValue = "5",
              description = "Turns of each (default: ${DEFAULT-VALUE}).")
          int rounds,
      @Option(
              names = "--seconds",
              defaultValue = "4",
              description = "Least time of a turn (default: ${DEFAULT-VALUE}).")
          double seconds,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json)
      throws IOException {
    BenchmarkOptions.unbindNatives();
    Stopwatches watches = Stopwatches.ofThisProcess();
    Path folder = Files.createTempDirectory("assay-bench");
    try {
      Contest contest = new TrainBench(folder, length(seconds), watches).contest();
      ContestTable table = new ContestTable(speeds(contest, rounds));
      for (EngineChoice engine : EngineChoice.values()) {
        String word = engine.word();
        table
            .cpuRatio(word + "ToPytorch", word, "pytorch")
            .cpuRatio(word + "AgentToEngine", word + "Agent", word)
            .wallRatio(word + "TwoToOne", word + "Two", word);
      }
      table
          .cpuRatio("dl4jToBare", "dl4j", "dl4jBare")
          .cpuRatio("dl4jToDefaultConvolution", "dl4j", "dl4jDefault")
          .number("checkpointSeconds", new CheckpointBench(folder, watches).seconds(rounds))
          .print(System.out, json);
    } finally {
      PathUtils.deleteDirectory(folder);
    }
    return 0;
  }

  /** Inference throughput. */
  @Command(
      name = "infer",
      description = "Answering with both engines on three nets, in turns, and with PyTorch.")
  int infer(
      @Option(
              names = "--rounds",
              defaultValue = "5",
              description = "Turns of each (default: ${DEFAULT-VALUE}).")
          int rounds,
      @Option(
              names = "--seconds",
              defaultValue = "4",
              description = "Least time of a turn (default: ${DEFAULT-VALUE}).")
          double seconds,
      @Option(names = "--json", description = "Print one line of JSON.") boolean json)
      throws IOException {
    BenchmarkOptions.unbindNatives();
    Path folder = Files.createTempDirectory("assay-bench");
    try {
      Contest contest =
          new InferBench(folder, length(seconds), Stopwatches.ofThisProcess()).contest();
      new ContestTable(speeds(contest, rounds))
          .cpuRatio("dl4jToPytorch", "dl4j", "pytorch")
          .cpuRatio("torchToPytorch", "torch", "pytorch")
          .print(System.out, json);
    } finally {
      PathUtils.deleteDirectory(folder);
    }
    return 0;
  }

  private static Duration length(double seconds) {
    return Duration.ofMillis((long) (seconds * MILLIS));
  }

  private static Map<String, List<Speed>> speeds(Contest contest, int rounds) throws IOException {
    ProgressBar bar = new ProgressBar(System.err, Ansi.AUTO.enabled());
    try {
      return contest.run(rounds, bar::show);
    } finally {
      bar.end();
    }
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
}
