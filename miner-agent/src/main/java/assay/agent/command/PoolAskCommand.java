package assay.agent.command;

import assay.agent.platform.PoolClient;
import assay.chain.Bytes32;
import assay.chain.InterruptedWaitException;
import assay.training.pool.Need;
import assay.training.pool.Offer;
import assay.training.pool.Signed;
import assay.training.spec.ModelEstimate;
import assay.training.spec.ModelSpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks pools what a job would take. */
@Command(
    name = "ask",
    description = "Ask pools how long a training would take them and what it would cost.")
final class PoolAskCommand implements Callable<Integer> {

  private static final int LONGEST_SPEC = 1 << 20;
  private static final int LONGEST_WAIT = 3_600;

  @Spec private CommandSpec command;

  @Mixin private HomeOption home;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The model's specification (JSON).")
  private Path model;

  @Option(names = "--samples", required = true, description = "Samples of one epoch.")
  private long samples;

  @Option(names = "--epochs", required = true, description = "Epochs.")
  private int epochs;

  @Option(
      names = "--bytes",
      defaultValue = "0",
      description = "Sealed bytes of all datasets together.")
  private long bytes;

  @Option(
      names = "--batch",
      defaultValue = "32",
      description = "Samples of one step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long to wait for answers (default: ${DEFAULT-VALUE}).")
  private int wait;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Need need = need();
    try (OpenChain open = new OpenChain(home)) {
      PoolClient pools = open.platform().pools();
      Bytes32 question = pools.ask(need);
      await();
      List<Offer> offers =
          pools.offers(question).stream()
              .map(Signed::statement)
              .filter(offer -> offer.registry().equals(open.registry()))
              .filter(offer -> offer.validUntil().isAfter(Instant.now()))
              .toList();
      OfferTable table = new OfferTable(question, need, offers);
      System.out.println(json ? table.json() : table.text());
    }
    return 0;
  }

  private Need need() throws IOException {
    if (wait < 0 || wait > LONGEST_WAIT) {
      throw new ParameterException(
          command.commandLine(), "--wait is " + wait + "; write 0 to " + LONGEST_WAIT + ".");
    }
    if (Files.size(model) > LONGEST_SPEC) {
      throw new ParameterException(
          command.commandLine(), model + " is too long for a model's specification.");
    }
    try {
      ModelEstimate estimate =
          ModelEstimate.of(ModelSpecJson.read(Files.readAllBytes(model)), batch);
      return Need.of(estimate, samples, epochs, bytes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** All of it: a pool that answers late may be the cheaper one. */
  private void await() {
    try {
      Thread.sleep(Duration.ofSeconds(wait).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedWaitException("answers of pools", e);
    }
  }
}
