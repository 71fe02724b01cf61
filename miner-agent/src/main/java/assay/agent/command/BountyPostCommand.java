package assay.agent.command;

import assay.agent.Agent;
import assay.agent.loop.Membership;
import assay.agent.researcher.BountyDraft;
import assay.agent.researcher.BountyPoster;
import assay.agent.researcher.DraftFile;
import assay.chain.Wei;
import assay.registry.actor.Role;
import assay.registry.ledger.Confirmed;
import assay.training.bounty.BountyId;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a bounty from a draft. */
@Command(
    name = "post",
    description = {
      "Post a bounty: commit to the test set, publish the specification, lock the money.",
      "What only you may know stays in the home: it must be attended to afterwards."
    },
    footer = {
      "Example:",
      "  assay bounty example > bounty.yaml    (then write your own into it)",
      "  assay bounty post bounty.yaml --home H && assay bounty attend --home H"
    })
final class BountyPostCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Parameters(paramLabel = "DRAFT", description = "A YAML file; see 'assay bounty example'.")
  private Path file;

  @Option(names = "--dry-run", description = "Only read the draft and say what would be locked.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    BountyDraft draft = DraftFile.read(file);
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      System.err.println(promise(draft, agent.market().openingFee()));
      if (!dryRun) {
        print(post(agent, draft));
      }
    }
    return 0;
  }

  private static Confirmed<BountyId> post(Agent agent, BountyDraft draft) {
    new Membership(agent, Role.RESEARCHER).advance();
    return new BountyPoster(agent).post(draft);
  }

  private static String promise(BountyDraft draft, Wei openingFee) {
    return """
        "%s": %d samples to test with, won from %s on. Locks %s ETH of reward and %s ETH for the panel, and pays %s ETH for opening.
        Until the public sample is shown it can be taken back, without the opening fee; after that the reward comes back only if \
        nobody reaches the threshold."""
        .formatted(
            draft.name(),
            draft.test().size(),
            draft.threshold(),
            draft.money().reward().inEther(),
            draft.money().panelFee().inEther(),
            openingFee.inEther());
  }

  private void print(Confirmed<BountyId> posted) {
    System.out.println(
        json
            ? JsonNodeFactory.instance
                .objectNode()
                .put("bounty", posted.fact().toString())
                .put("block", posted.receipt().block())
                .put("gas", posted.receipt().gasUsed())
                .toString()
            : posted.fact().toString());
    System.err.println("Attend to it: 'assay bounty attend' shows the sample and gives the keys.");
  }
}
