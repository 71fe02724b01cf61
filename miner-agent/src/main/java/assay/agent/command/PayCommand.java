package assay.agent.command;

import assay.agent.Agent;
import assay.chain.Wei;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import assay.registry.ledger.GrantCalls;
import assay.registry.ledger.GrantFacts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pays for a grant that has a price, which makes it live. */
@Command(name = "pay", description = "Pay for the first use of a grant that has a price.")
final class PayCommand implements Callable<Integer> {

  private static final int NOTHING_DONE = 1;

  @Mixin private HomeOption home;

  @Mixin private DatasetChoice choice;

  @Option(
      names = "--purpose",
      defaultValue = "train",
      converter = PurposeConverter.class,
      description = "What the grant is for (default: ${DEFAULT-VALUE}).")
  private Purpose purpose;

  @Option(names = "--yes", description = "Do it; without this it only says the price.")
  private boolean yes;

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      AccessGrant grant = unpaid(agent, choice.version(agent));
      Price price = grant.terms().price();
      if (!price.token().isZero()) {
        System.err.println("Its price is in the token " + price.token() + "; pay with a wallet.");
        return NOTHING_DONE;
      }
      Wei amount = new Wei(price.amount());
      System.err.printf(
          "Grant %s costs %s ETH a use; %s gets it at once.%n",
          grant.id(), amount.inEther(), grant.terms().grantor());
      if (!yes) {
        System.err.println("Nothing was sent; add --yes.");
        return NOTHING_DONE;
      }
      agent.ensureAvailable(amount);
      GrantCalls calls = new GrantCalls(agent.chain(), agent.deployment());
      System.out.println(agent.sender().send(calls.use(grant.deed())).transaction());
    }
    return 0;
  }

  private AccessGrant unpaid(Agent agent, VersionId version) {
    return new GrantFacts(agent.events())
        .given(version, agent.address(), purpose)
        .filter(id -> agent.ledger().standing(id) == GrantStanding.UNPAID)
        .flatMap(id -> agent.ledger().grant(id).stream())
        .findFirst()
        .orElseThrow(() -> NoAccessException.nothingToPay(version));
  }
}
