package assay.agent.command;

import assay.agent.Agent;
import assay.agent.miner.MinerRules;
import assay.agent.miner.MinerSettings;
import assay.agent.miner.Prospect;
import assay.agent.miner.Prospects;
import assay.agent.miner.Refusal;
import assay.agent.miner.SpeedBook;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the miner's rules say of every open bounty. */
@Command(
    name = "bounties",
    description = "Show which open bounties the rules take, and why they leave the others.")
final class MinerBountiesCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      MinerRules rules = MinerSettings.load(agent.home(), agent.settings().devices()).rules();
      Prospects prospects =
          new Prospects(agent, rules.plan(), SpeedBook.open(agent.home().speeds()));
      List<Prospect> all =
          BountyFacts.all(agent.events()).stream()
              .filter(bounty -> bounty.state() == BountyState.OPEN)
              .map(prospects::timed)
              .toList();
      if (json) {
        System.out.println(json(all, rules));
      } else {
        print(all, rules);
      }
    }
    return 0;
  }

  private static void print(List<Prospect> all, MinerRules rules) {
    if (all.isEmpty()) {
      System.err.println("No bounty is open now.");
      return;
    }
    for (Prospect prospect : all) {
      List<Refusal> against = rules.against(prospect);
      System.out.printf(
          "%s  %-6s  %s ETH, %s%n",
          prospect.bounty(),
          against.isEmpty() ? "takes" : "leaves",
          prospect.reward().inEther(),
          prospect.hours().map(MinerBountiesCommand::hours).orElse("hours unknown"));
      against.forEach(refusal -> System.out.println("  because " + refusal.sentence()));
    }
  }

  private static String hours(double hours) {
    return String.format(Locale.ROOT, "%.2f hours", hours);
  }

  private static ObjectNode json(List<Prospect> all, MinerRules rules) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode bounties = json.putArray("bounties");
    for (Prospect prospect : all) {
      List<Refusal> against = rules.against(prospect);
      ObjectNode one =
          bounties
              .addObject()
              .put("bounty", prospect.bounty().toString())
              .put("takes", against.isEmpty())
              .put("researcher", prospect.researcher().toString())
              .put("token", prospect.token().toString())
              .put("rewardWei", prospect.reward().toString())
              .put("payWei", prospect.pay().toString());
      prospect.hours().ifPresent(hours -> one.put("hours", hours));
      ArrayNode reasons = one.putArray("against");
      against.forEach(
          refusal ->
              reasons.addObject().put("code", refusal.code()).put("why", refusal.sentence()));
    }
    return json;
  }
}
