package assay.agent.command;

import assay.agent.benchmark.Roofline;
import assay.agent.engine.EngineChoice;
import assay.agent.home.AgentHome;
import assay.agent.rig.Device;
import assay.agent.rig.MachineProbe;
import assay.agent.rig.Observation;
import assay.chain.Bytes32;
import assay.chain.UnfinishedFile;
import assay.training.benchmark.Answer;
import assay.training.benchmark.BenchmarkJson;
import assay.training.benchmark.BenchmarkReport;
import assay.training.benchmark.Challenge;
import assay.training.benchmark.Figures;
import assay.training.benchmark.RigBenchmark.Length;
import assay.training.benchmark.SignedReport;
import assay.training.run.EngineRefusedException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures this rig, and answers a challenge. */
@Command(
    name = "benchmark",
    description = {
      "Measure this rig by the kernels that training consists of, and score it.",
      "Answering a challenge, it signs what it measured and does the challenge's work."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:measured",
      "1:measured, and drifted away from what it is held to; or refused",
      "2:wrong usage",
      "3:bad home"
    },
    footer = {
      "Examples:",
      "  assay miner benchmark --svg roofline.svg",
      "  assay miner benchmark --challenge challenge.json --out report.json"
    })
final class MinerBenchmarkCommand implements Callable<Integer> {

  private static final int DRIFTED = 1;
  private static final int LONGEST_NAME = 200;
  private static final int NONCE_BYTES = 32;

  @Mixin private HomeOption home;
  @Mixin private BenchmarkOptions options;

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "Measurements of each kernel (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--millis",
      defaultValue = "250",
      description = "Least time of one measurement (default: ${DEFAULT-VALUE}).")
  private long millis;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw a roofline into this file.")
  private @Nullable Path svg;

  @ArgGroup(exclusive = false, multiplicity = "0..1")
  private @Nullable Answering answering;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Report that a drift is told from (default: this home's last signed one).")
  private @Nullable Path against;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean isJson;

  /** A challenge and where its answer goes. */
  static final class Answering {

    @Option(
        names = "--challenge",
        required = true,
        paramLabel = "FILE",
        description = "A challenge to answer.")
    private Path challenge;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "FILE",
        description = "Where the signed report goes.")
    private Path out;
  }

  @Override
  public Integer call() throws IOException {
    return answering == null ? measure() : answer(answering);
  }

  private int measure() throws IOException {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    Map<EngineChoice, Figures> figures = new EnumMap<>(EngineChoice.class);
    for (EngineChoice engine : options.engines()) {
      try {
        figures.put(engine, measured(engine, Bytes32.of(nonce)));
      } catch (EngineRefusedException e) {
        if (options.engines().size() == 1) {
          throw e;
        }
        System.err.println(e.getMessage());
      }
    }
    return tell(figures);
  }

  private Figures measured(EngineChoice engine, Bytes32 seed) {
    Length length = new Length(rounds, TimeUnit.MILLISECONDS.toNanos(millis));
    return BenchmarkOptions.watched(
        watcher -> options.benchmark(engine).measure(seed, length, watcher));
  }

  /** The challenge's work comes first: its time is what counts. */
  private int answer(Answering paths) throws IOException {
    Challenge challenge = BenchmarkJson.readChallenge(Files.readAllBytes(paths.challenge));
    EngineChoice engine = options.oneEngine();
    AgentHome folder = home.home();
    MinerChallengeCommand.requireOwn(challenge, folder);
    Answer answer =
        BenchmarkOptions.watched(watcher -> options.benchmark(engine).answer(challenge, watcher));
    Figures figures = measured(engine, challenge.nonce());
    BenchmarkReport report =
        new BenchmarkReport(
            challenge,
            new BenchmarkReport.Machine(engine.word(), device(), options.workers(engine)),
            figures,
            answer);
    byte[] signed = BenchmarkJson.write(SignedReport.sign(report, folder.account()));
    UnfinishedFile.write(paths.out, signed);
    int code = tell(Map.of(engine, figures));
    UnfinishedFile.write(folder.benchmark(), signed);
    return code;
  }

  private int tell(Map<EngineChoice, Figures> figures) throws IOException {
    String device = device();
    if (svg != null) {
      Files.writeString(svg, new Roofline(device, figures).svg());
    }
    Drift drift = Drift.of(reference(), figures);
    if (isJson) {
      System.out.println(json(device, figures, drift));
    } else {
      System.out.println(device);
      new BenchmarkTable(figures).print(System.out);
      System.out.print(drift.text());
    }
    return drift.isNone() ? 0 : DRIFTED;
  }

  private List<SignedReport> reference() throws IOException {
    Path file = against == null ? home.home().benchmark() : against;
    return against != null || Files.exists(file)
        ? List.of(BenchmarkJson.readReport(Files.readAllBytes(file)))
        : List.of();
  }

  private static ObjectNode json(String device, Map<EngineChoice, Figures> figures, Drift drift) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("device", device);
    ObjectNode engines = json.putObject("engines");
    figures.forEach(
        (engine, all) -> {
          ObjectNode one = engines.putObject(engine.word());
          one.set("flopsPerSecond", BenchmarkJson.tree(all));
          one.set("score", BenchmarkJson.tree(all.score()));
          one.put("bytesPerSecond", Math.round(all.bandwidth()));
        });
    json.set("drifted", drift.json());
    return json;
  }

  /** What the maker calls it that the engines run on: the first GPU, or the processor. */
  private static String device() {
    List<Device> devices =
        MachineProbe.ofThisMachine().look().devices().stream().map(Observation::device).toList();
    String name =
        devices.stream()
            .filter(device -> device instanceof Device.Gpu)
            .findFirst()
            .or(() -> devices.stream().findFirst())
            .map(Device::name)
            .orElse("unknown");
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }
}
