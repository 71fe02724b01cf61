package assay.agent.command;

import assay.agent.home.AgentSettings;
import assay.chain.ChainClient;
import assay.chain.Wei;
import assay.training.benchmark.BenchmarkJson;
import assay.training.benchmark.SignedReport;
import assay.training.estimate.BountyGas;
import assay.training.estimate.ResourceNeed;
import assay.training.estimate.TimeRange;
import assay.training.spec.ModelSpecJson;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What training a model for a bounty would take. */
@Command(
    name = "estimate",
    description = {
      "Reckon what a bounty would take: FLOPs, memory, hours on a rig, gas.",
      "Hours come from a rig's signed benchmark, the price of gas from the chain or an option."
    },
    footer = {
      "Example:",
      "  assay bounty estimate model.json --samples 50000 --epochs 20 --gas-price 2"
    })
final class BountyEstimateCommand implements Callable<Integer> {

  private static final double GIGA = 1e9;
  private static final double MEGA = 1e6;
  private static final double SECONDS_PER_HOUR = 3600;
  private static final int GWEI_DECIMALS = 9;

  @Spec private CommandSpec command;
  @Mixin private HomeOption home;

  @Parameters(
      arity = "1..*",
      paramLabel = "SPEC",
      description = "A model.json, one for each model to be reckoned.")
  private List<Path> specs;

  @Option(names = "--samples", required = true, description = "Training samples of one epoch.")
  private long samples;

  @Option(
      names = "--epochs",
      defaultValue = "40",
      description = "Passes over them (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--batch",
      defaultValue = "64",
      description = "Samples of a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--submissions",
      defaultValue = "2",
      description = "Expected from miners (default: ${DEFAULT-VALUE}).")
  private int submissions;

  @Option(
      names = "--seats",
      defaultValue = "3",
      description = "Of the panel (default: ${DEFAULT-VALUE}).")
  private int seats;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "A rig's signed report (default: this home's last one, if there is one).")
  private @Nullable Path report;

  @Option(
      names = "--gas-price",
      paramLabel = "GWEI",
      description = "For one unit (default: the newest block's, asked of the home's chain).")
  private @Nullable Integer gasPrice;

  @Option(names = "--json", description = "Print one line of JSON for each model.")
  private boolean isJson;

  @Override
  public Integer call() throws IOException {
    BountyGas gas = checked(() -> new BountyGas(submissions, seats));
    Wei price = price();
    Optional<SignedReport> rig = rig();
    for (Path spec : specs) {
      ResourceNeed need = need(spec);
      ObjectNode json = json(need, gas, price);
      rig.ifPresent(
          signed -> {
            TimeRange time = TimeRange.of(need, signed.report().figures());
            json.put("soonestHours", hours(time.soonest()))
                .put("latestHours", hours(time.latest()))
                .put("rig", signed.report().challenge().parties().rig().toString());
          });
      tell(spec, json);
    }
    return 0;
  }

  private ResourceNeed need(Path spec) throws IOException {
    byte[] json = Files.readAllBytes(spec);
    return checked(() -> ResourceNeed.of(ModelSpecJson.read(json), samples, epochs, batch));
  }

  private interface Reckoning<T> {
    T reckon();
  }

  private <T> T checked(Reckoning<T> reckoning) {
    try {
      return reckoning.reckon();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Wei price() {
    if (gasPrice != null) {
      String gwei = gasPrice + "0".repeat(GWEI_DECIMALS);
      return checked(() -> Wei.of(gwei));
    }
    try (ChainClient chain = new ChainClient(AgentSettings.load(home.home()).chainSettings())) {
      return chain.baseFee();
    }
  }

  private Optional<SignedReport> rig() throws IOException {
    Path file = report == null ? home.home().benchmark() : report;
    return report != null || Files.exists(file)
        ? Optional.of(BenchmarkJson.readReport(Files.readAllBytes(file)))
        : Optional.empty();
  }

  private static ObjectNode json(ResourceNeed need, BountyGas gas, Wei price) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("flops", need.flops())
        .put("peakBytes", need.peakBytes())
        .put("samples", need.samples())
        .put("epochs", need.epochs())
        .put("gas", gas.gas())
        .put("gasWei", gas.cost(price).toString());
  }

  private static double hours(Duration time) {
    return time.toSeconds() / SECONDS_PER_HOUR;
  }

  private void tell(Path spec, ObjectNode json) {
    if (isJson) {
      System.out.println(json.put("spec", spec.toString()));
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f GFLOP, at least %.0f MB of memory, %s; %d gas, %s ETH.%n",
        spec,
        json.path("flops").asLong() / GIGA,
        json.path("peakBytes").asLong() / MEGA,
        json.has("rig")
            ? String.format(
                Locale.ROOT,
                "%.2f to %.2f hours on %s",
                json.path("soonestHours").asDouble(),
                json.path("latestHours").asDouble(),
                json.path("rig").asText())
            : "hours unknown without a rig's report (--report)",
        json.path("gas").asLong(),
        Wei.of(json.path("gasWei").asText()).inEther());
  }
}
