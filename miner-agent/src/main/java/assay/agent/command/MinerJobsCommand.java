package assay.agent.command;

import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.status.StatusFile;
import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.DeploymentManifest;
import assay.chain.FinalEvents;
import assay.chain.Wei;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyFacts.Payout;
import assay.training.ledger.SubmissionFacts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the bounties that a miner took part in, from the chain; also while he runs. */
@Command(
    name = "jobs",
    description =
        "List the bounties this account submitted to, and those a running miner works on.")
final class MinerJobsCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    AgentHome own = home.home();
    ArrayNode running =
        new StatusFile(own.status())
            .read()
            .map(status -> status.withArray("jobs"))
            .orElseGet(JsonNodeFactory.instance::arrayNode);
    ArrayNode submitted = JsonNodeFactory.instance.arrayNode();
    Address account = own.account().address();
    for (BountyFacts bounty : bounties(own)) {
      bounty.submission(account).ifPresent(mine -> submitted.add(submitted(bounty, mine, account)));
    }
    print(running, submitted);
    return 0;
  }

  /** Without the agent's journal, which a running one holds. */
  private static List<BountyFacts> bounties(AgentHome own) {
    AgentSettings settings = AgentSettings.load(own);
    try (ChainClient chain = new ChainClient(settings.chainSettings())) {
      DeploymentManifest manifest = settings.trustedManifest();
      manifest.requireOn(chain);
      FinalEvents events = new FinalEvents(chain, manifest.deployment());
      events.refresh();
      return BountyFacts.all(events);
    }
  }

  private static ObjectNode submitted(BountyFacts bounty, SubmissionFacts mine, Address account) {
    Wei paid =
        bounty.payouts().stream()
            .filter(each -> each.to().equals(account))
            .map(Payout::amount)
            .reduce(Wei.ZERO, Wei::plus);
    return JsonNodeFactory.instance
        .objectNode()
        .put("bounty", bounty.id().toString())
        .put("state", bounty.state().toString())
        .put("submission", mine.status().toString())
        .put("won", bounty.winner().filter(account::equals).isPresent())
        .put("token", bounty.token().toString())
        .put("paidWei", paid.toString());
  }

  private void print(ArrayNode running, ArrayNode submitted) {
    if (json) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      all.set("running", running);
      all.set("submitted", submitted);
      System.out.println(all);
      return;
    }
    for (JsonNode job : running) {
      System.out.printf(
          "%s  %-10s  now%n", job.path("bounty").asText(), job.path("phase").asText());
    }
    for (JsonNode job : submitted) {
      System.out.printf(
          "%s  %-10s  %s%s, paid %s%n",
          job.path("bounty").asText(),
          job.path("state").asText(),
          job.path("submission").asText(),
          job.path("won").asBoolean() ? ", won" : "",
          Wei.of(job.path("paidWei").asText()).inEther());
    }
    if (running.isEmpty() && submitted.isEmpty()) {
      System.err.println("This account has submitted nothing, and no miner of it works now.");
    }
  }
}
