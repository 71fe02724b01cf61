package assay.agent.command;

import assay.registry.audit.LogClaim;
import assay.training.federated.round.RoundAudit;
import assay.training.federated.round.RoundLog;
import assay.training.federated.round.RoundLogRefusedException;
import assay.training.ledger.RoundFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks the rounds of a federated job; needs the file alone, and a chain for its anchors. */
@Command(
    name = "verify",
    description = {
      "Check the log of a federated job's rounds, with the file alone.",
      "With a chain, also that it has these anchors and no others.",
      "'unchecked' means that something is not to be had: nothing speaks against the claim."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:no claim fails (look for 'unchecked')",
      "1:a claim fails",
      "2:wrong usage",
      "3:bad input: no log of rounds, or a wrong manifest, deployer or chain",
      "4:chain does not answer"
    },
    footer = {
      "Examples:",
      "  assay federated verify rounds.json",
      "  assay federated verify rounds.json --chain http://127.0.0.1:8545 --chain-id 677281 \\",
      "    --finality 2 --deployment deployment.json --deployers 0x..."
    })
final class FederatedVerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The log, as its coordinator hands it out.")
  private Path file;

  @Mixin private LogCheck check;

  @Override
  public Integer call() throws IOException {
    RoundLog log = read();
    RoundAudit audit = new RoundAudit(log);
    List<LogClaim> claims =
        check.claims(
            audit::offline,
            (events, client) -> new RoundFacts(events).of(log.job()),
            audit::against);
    return check.tell(new LogReport("rounds of federated job", "job", log.job().bounty(), claims));
  }

  private RoundLog read() throws IOException {
    check.requireFile(file);
    if (Files.size(file) > RoundLog.MAX_BYTES) {
      throw new RoundLogRefusedException(
          "%s has %d bytes; a log of rounds has at most %d."
              .formatted(file, Files.size(file), RoundLog.MAX_BYTES));
    }
    return RoundLog.read(Files.readAllBytes(file));
  }
}
