package assay.agent.command;

import assay.agent.Agent;
import assay.agent.owner.LogKeeper;
import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.PlatformUnreachableException;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogFormat;
import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import assay.registry.dataset.DatasetId;
import assay.registry.ledger.DatasetHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells what happened to a dataset. */
@Command(
    name = "log",
    description = {
      "Tell what is known of a dataset: who was given what, and when it ended, by the chain;",
      "to its owner also who got a key or was refused it, by the platform's access log."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed, or the platform's access log does not hold",
      "2:wrong usage",
      "3:configuration",
      "4:chain or platform does not answer"
    })
final class DatasetLogCommand implements Callable<Integer> {

  private static final int DOES_NOT_HOLD = 1;

  @Spec private CommandSpec command;

  @Mixin private HomeOption home;

  @Mixin private DatasetChoice choice;

  @Option(
      names = "--format",
      defaultValue = "TEXT",
      description = "TEXT, CSV, or JSON with a line for each thing (default: ${DEFAULT-VALUE}).")
  private HistoryTable.Format format;

  @Option(
      names = "--anchor",
      description = "Put the root of the access log on chain, in this account's name.")
  private boolean isToBeAnchored;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = {
        "Write the access log with its anchors into a new file, as its ending says: .csv or .json.",
        "'assay verify log FILE' checks it."
      })
  private @Nullable Path export;

  @Override
  public Integer call() throws IOException {
    Optional<LogFormat> exported = exportFormat();
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      LogKeeper keeper = new LogKeeper(agent);
      DatasetId dataset = choice.dataset(agent);
      Optional<AccessLog> log = log(agent, keeper, dataset);
      new HistoryTable(new DatasetHistory(agent.events()).of(dataset), log.stream().toList())
          .print(format, System.out);
      if (export != null && exported.isPresent() && log.isPresent()) {
        Files.write(export, exported.get().write(log.get()), StandardOpenOption.CREATE_NEW);
      }
      return log.map(keeper::check).map(DatasetLogCommand::tell).orElse(0);
    }
  }

  private Optional<LogFormat> exportFormat() {
    try {
      return Optional.ofNullable(export).map(LogFormat::of);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Optional<AccessLog> log(Agent agent, LogKeeper keeper, DatasetId dataset) {
    if (isToBeAnchored) {
      return Optional.of(keeper.anchor(keeper.fetch(dataset)));
    }
    return export == null
        ? logIfToBeHad(agent, keeper, dataset)
        : Optional.of(keeper.fetch(dataset));
  }

  /** Nobody asked for it by name, so what the chain knows is told without it too. */
  private static Optional<AccessLog> logIfToBeHad(
      Agent agent, LogKeeper keeper, DatasetId dataset) {
    boolean isOwner =
        agent
            .ledger()
            .dataset(dataset)
            .filter(found -> found.owner().equals(agent.address()))
            .isPresent();
    try {
      return isOwner ? Optional.of(keeper.fetch(dataset)) : Optional.empty();
    } catch (PlatformUnreachableException | PlatformRefusedException e) {
      System.err.println("Told without the access log: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static int tell(List<LogClaim> claims) {
    claims.stream()
        .filter(claim -> claim.verdict() != Verdict.HOLDS)
        .forEach(claim -> System.err.println(LogReport.line(claim)));
    return LogClaim.anyFails(claims) ? DOES_NOT_HOLD : 0;
  }
}
