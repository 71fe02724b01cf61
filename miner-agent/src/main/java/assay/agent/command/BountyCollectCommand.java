package assay.agent.command;

import assay.agent.researcher.ModelCollector;
import assay.agent.researcher.ModelCollector.Delivered;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes delivery of a won model. */
@Command(
    name = "collect",
    description = {
      "Take delivery of the model that a bounty of this home paid for: fetched, opened, held to the hashes on the chain.",
      "Ends with 1 while no key for it has come."
    })
final class BountyCollectCommand implements Callable<Integer> {

  private static final int NOT_YET = 1;

  @Mixin private HomeOption home;

  @Parameters(paramLabel = "ID", description = "The bounty's id or a unique beginning of it.")
  private String prefix;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      BountyFacts bounty = BountyCommand.find(open.agent().events(), open.agent().chain(), prefix);
      Optional<Delivered> delivered = new ModelCollector(open.agent()).collect(bounty);
      if (delivered.isEmpty()) {
        System.err.printf(
            "Bounty %s is %s, and no key for a model of it has come; try again later.%n",
            bounty.id(), bounty.state());
        return NOT_YET;
      }
      print(bounty.id(), delivered.get());
    }
    return 0;
  }

  private void print(BountyId bounty, Delivered model) {
    System.out.println(
        json
            ? JsonNodeFactory.instance
                .objectNode()
                .put("bounty", bounty.toString())
                .put("file", model.file().toString())
                .put("cid", model.sealed().cid().text())
                .put("sha256", model.sealed().seal().plainSha256().hex())
                .toString()
            : model.file().toString());
  }
}
