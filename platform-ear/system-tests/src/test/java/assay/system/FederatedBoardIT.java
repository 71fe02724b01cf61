package assay.system;

import assay.agent.Agent;
import assay.agent.federated.FederatedBoardContract;
import assay.agent.loop.Membership;
import assay.agent.platform.FederatedBoard;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.ContractName;
import assay.registry.actor.Role;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import assay.training.ledger.BountyState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The platform's board of federated jobs, over its API. */
@Tag("release")
class FederatedBoardIT extends FederatedBoardContract {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Map<Address, Agent> AGENTS = new HashMap<>();

  private static Town town;
  private static People people;
  private static ContractAt market;
  private static BountyId bounty;

  @BeforeAll
  static void gather() throws Exception {
    town = Town.start("federated-board");
    Owner anna = Owner.settle(town, "owner-anna", 0);
    Owner bruno = Owner.settle(town, "owner-bruno", 1);
    Agent coordinator = town.open("coordinator");
    new Membership(coordinator, Role.MINER).advance();
    people =
        new People(
            enter(coordinator),
            enter(anna.agent()),
            enter(bruno.agent()),
            enter(town.open("stranger")));
    market =
        new ContractAt(
            coordinator.deployment().chainId(),
            coordinator.deployment().address(ContractName.BOUNTY_MARKET));
    town.awaitEvaluators(coordinator);
    town.employUsher();
    Job job =
        Job.post(
            town,
            "researcher",
            new Job.Wish(
                Models.softmax("output"), "0.5", List.of(anna.version(), bruno.version())));
    bounty = job.id();
    job.await(BountyState.OPEN, LONG);
    FederatedBoard board = coordinator.platform().federated();
    FederatedJob opened = new FederatedJob(market, bounty, coordinator.address());
    Wait.until(
        "the platform to know miner, bounty and datasets",
        LONG,
        () -> {
          board.open(bounty);
          return anna.agent().platform().federated().jobs().contains(opened)
              && bruno.agent().platform().federated().jobs().contains(opened);
        });
  }

  private static Account enter(Agent agent) {
    AGENTS.put(agent.address(), agent);
    return agent.sender().account();
  }

  @AfterAll
  static void endTown() throws Exception {
    if (town != null) {
      town.end();
    }
  }

  @Override
  protected People people() {
    return people;
  }

  @Override
  protected ContractAt market() {
    return market;
  }

  @Override
  protected BountyId bounty() {
    return bounty;
  }

  @Override
  protected FederatedBoard board(Account account) {
    return Objects.requireNonNull(AGENTS.get(account.address())).platform().federated();
  }
}
