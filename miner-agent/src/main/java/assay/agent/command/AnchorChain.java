package assay.agent.command;

import assay.chain.ChainClient;
import assay.chain.DeploymentManifest;
import assay.chain.FinalEvents;
import java.util.function.BiFunction;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;

/** The chain that has the anchors of a log, for who has nothing but the log. */
final class AnchorChain {

  @ArgGroup(exclusive = false, multiplicity = "1")
  private final ChainOption chain = new ChainOption();

  @ArgGroup(exclusive = false, multiplicity = "1")
  private final VerifyCommand.Contracts contracts = new VerifyCommand.Contracts();

  /** What all final events tell. */
  <T> T ask(CommandSpec command, BiFunction<FinalEvents, ChainClient, T> question) {
    DeploymentManifest manifest = contracts.manifest();
    try (ChainClient client = new ChainClient(chain.settings(command))) {
      manifest.requireOn(client);
      FinalEvents events = new FinalEvents(client, manifest.deployment());
      events.refresh();
      return question.apply(events, client);
    }
  }
}
