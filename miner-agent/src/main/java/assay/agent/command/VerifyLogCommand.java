package assay.agent.command;

import assay.chain.ChainClient;
import assay.chain.FinalEvents;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogAudit;
import assay.registry.accesslog.LogEvidence;
import assay.registry.accesslog.LogFormat;
import assay.registry.audit.LogClaim;
import assay.registry.dataset.DatasetId;
import assay.registry.ledger.LogFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an exported access log; needs the file alone, and a chain for what only a chain tells. */
@Command(
    name = "log",
    description = {
      "Check a dataset's access log that its owner exported, with the file alone.",
      "With a chain, also that it has these anchors and no others, and the grants that are named.",
      "'unchecked' means that something is not to be had: nothing speaks against the claim."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:no claim fails (look for 'unchecked')",
      "1:a claim fails",
      "2:wrong usage",
      "3:bad input: no access log, or a wrong manifest, deployer or chain",
      "4:chain does not answer"
    },
    footer = {
      "Examples:",
      "  assay verify log people.csv",
      "  assay verify log people.csv --chain http://127.0.0.1:8545 --chain-id 677281 \\",
      "    --finality 2 --deployment deployment.json --deployers 0x..."
    })
final class VerifyLogCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "The exported log: .csv or .json.")
  private Path file;

  @Mixin private LogCheck check;

  @Override
  public Integer call() throws IOException {
    AccessLog log = read();
    LogAudit audit = new LogAudit(log);
    List<LogClaim> claims =
        check.claims(
            audit::offline,
            (events, client) -> evidence(events, client, log.dataset()),
            audit::against);
    return check.tell(new LogReport("access log of dataset", "dataset", log.dataset(), claims));
  }

  private static LogEvidence evidence(FinalEvents events, ChainClient client, DatasetId dataset) {
    return new LogFacts(events)
        .of(new DatasetId(KnownIds.datasets(events, client).meant(dataset.toString())));
  }

  private AccessLog read() throws IOException {
    check.requireFile(file);
    try {
      return LogFormat.of(file).read(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
