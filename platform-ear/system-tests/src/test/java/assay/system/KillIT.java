package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.agent.approval.RulesFile;
import assay.agent.loop.Membership;
import assay.agent.researcher.BountyPoster;
import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.local.network.LocalNetwork;
import assay.registry.actor.Role;
import assay.registry.approval.ApprovalRules;
import assay.registry.dataset.VersionId;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.PayoutRole;
import assay.training.ledger.SubmissionStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Platform, miner, owner, researchers and every evaluator die by SIGKILL at seeded random moments
 * and are started again, and so do the children that evaluators score in: every bounty settles
 * exactly once (promises R1 and R8).
 */
class KillIT {

  private static final Duration LONG = Duration.ofMinutes(7);
  private static final Duration GRANTS_LAST = Duration.ofHours(8);

  /** Side by side on one network, to share what it takes to start it. */
  private static final int AT_ONCE = 5;

  private static final String OWNER = "owner";
  private static final String MINER = "miner";

  /** Long enough for any machine; nobody waits them out ({@link Hurry}). */
  private static final BountyTerms.Windows PATIENT =
      new BountyTerms.Windows(300, 300, 900, 300, 600, 300, 3, 240, 60);

  private static Town town;
  private static Agent watcher;
  private static VersionId version;

  @BeforeAll
  static void startTown() throws Exception {
    town = Town.start("kill");
    watcher = town.open("watcher");
    version = town.briefly(OWNER, KillIT::settle);
    town.network().start(OWNER);
    town.awaitEvaluators(watcher);
    town.employUsher();
    town.employ("hurry", new Hurry(town, town.open("hurry"), Lull.undisturbed(town, 1)));
    town.employ("sniper", new Sniper(town.network()));
  }

  private static VersionId settle(Agent owner) {
    RulesFile.of(owner.home()).beginWith(ApprovalRules.letAnyoneTrain(GRANTS_LAST));
    return Owner.register(owner, 0);
  }

  @AfterAll
  static void endTown() throws Exception {
    if (town != null) {
      town.end();
    }
  }

  @Test
  void shouldSettleExactlyOnceWhereverPartsAreKilled() throws Exception {
    List<Long> seeds = Seeds.first(Integer.getInteger("assay.kill.seeds", AT_ONCE));
    for (int from = 0; from < seeds.size(); from += AT_ONCE) {
      List<Long> batch = seeds.subList(from, Math.min(seeds.size(), from + AT_ONCE));
      try {
        runThrough(batch);
      } catch (Exception | AssertionError e) {
        for (long seed : batch) {
          Seeds.keep(seed, String.valueOf(e.getMessage()));
        }
        throw e;
      }
    }
  }

  private void runThrough(List<Long> seeds) throws Exception {
    System.out.println("Seeds: " + seeds);
    Stopwatch watch = new Stopwatch();
    Map<Long, BountyId> bounties = post(seeds);
    watch.tell("posted");
    KillPlan plan = KillPlan.of(seeds);
    kill(plan.in(KillPlan.Act.TRAINING));
    watch.tell("killed while they train");
    Wait.until(
        "the reveals",
        LONG,
        () -> bounties.values().stream().allMatch(bounty -> hasLeftOpen(facts(bounty))));
    watch.tell("all have committed");
    kill(plan.in(KillPlan.Act.JUDGING));
    watch.tell("killed while they judge");
    for (BountyId bounty : bounties.values()) {
      Wait.until("the end of " + bounty, LONG, () -> facts(bounty).state().isFinal());
      requireSettledOnce(facts(bounty));
    }
    watch.tell("settled");
    town.network().waitUntilReady();
    Escrow escrow = Escrow.audit(watcher);
    assertThat(escrow.owed()).isEqualTo(escrow.held());
    requireOneBondEach();
    requireEqualProjections();
    seeds.forEach(seed -> town.network().stop(KillPlan.researcher(seed)));
    watch.tell("checked");
  }

  /** All of them at once, each from a home of its own that its researcher's agent then holds. */
  private static Map<Long, BountyId> post(List<Long> seeds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(seeds.size());
    try {
      Map<Long, Future<BountyId>> posted = new LinkedHashMap<>();
      for (long seed : seeds) {
        posted.put(seed, threads.submit(() -> post(KillPlan.researcher(seed))));
      }
      Map<Long, BountyId> bounties = new LinkedHashMap<>();
      for (Map.Entry<Long, Future<BountyId>> entry : posted.entrySet()) {
        bounties.put(entry.getKey(), entry.getValue().get());
      }
      return bounties;
    } finally {
      threads.shutdownNow();
    }
  }

  private static BountyId post(String researcher) {
    Job.Wish wish = new Job.Wish(Models.softmax("output"), "0.5", List.of(version));
    BountyId bounty =
        town.briefly(
            researcher,
            agent -> {
              new Membership(agent, Role.RESEARCHER).advance();
              return new BountyPoster(agent).post(Job.draft(town, wish, PATIENT)).fact();
            });
    town.network().start(researcher);
    return bounty;
  }

  private static boolean hasLeftOpen(BountyFacts bounty) {
    return bounty.state().compareTo(BountyState.OPEN) > 0;
  }

  private static void kill(List<KillPlan.Kill> kills) throws InterruptedException {
    long start = System.nanoTime();
    for (KillPlan.Kill next : kills) {
      Wait.until(
          "the moment of " + next,
          next.act().danger().plusSeconds(1),
          () -> System.nanoTime() - start > next.after().toNanos());
      System.out.println(next);
      // Not waiting until the platform is ready again: the others are killed meanwhile.
      town.network().stop(next.part());
      town.network().start(next.part());
    }
  }

  private static BountyFacts facts(BountyId bounty) {
    watcher.events().refresh();
    return BountyFacts.of(watcher.events(), bounty).orElseThrow();
  }

  private static void requireSettledOnce(BountyFacts end) {
    assertThat(end.state()).isEqualTo(BountyState.SETTLED);
    assertThat(end.submissions()).hasSize(1);
    assertThat(end.submissions().get(0).status()).isEqualTo(SubmissionStatus.SCORED);
    assertThat(end.payouts().stream().filter(payout -> payout.role() == PayoutRole.MINER).toList())
        .hasSize(1);
    for (String once :
        List.of("Committed", "Revealed", "VerdictGiven", "ModelSettled", "PanelDrawn")) {
      assertThat(events(end, once)).as(once).hasSize(1);
    }
    assertThat(events(end, "Slashed")).isEmpty();
    requireEverySaltKept(end);
    requireBooksClosed(end);
  }

  /** Every seat that committed could reveal what it had committed to. */
  private static void requireEverySaltKept(BountyFacts end) {
    assertThat(bySeat(end, "ScoresCommitted"))
        .hasSize(LocalNetwork.EVALUATORS)
        .allSatisfy((seat, times) -> assertThat(times).isEqualTo(1));
    assertThat(bySeat(end, "ScoresRevealed")).isEqualTo(bySeat(end, "ScoresCommitted"));
  }

  /** In equals out, burned and locked to the wei; the miner staked once. */
  private static void requireBooksClosed(BountyFacts end) {
    Books books = Books.of(watcher, end.id());
    assertThat(books.accounted()).isEqualTo(books.in());
    assertThat(books.locked()).isZero();
    Address miner = town.network().home(MINER).account().address();
    assertThat(books.fundings().stream().filter(funding -> funding.from().equals(miner)))
        .containsExactly(new Books.Funding(miner, end.commitCost().value()));
  }

  private static void requireOneBondEach() {
    for (String name : LocalNetwork.evaluatorNames()) {
      Address evaluator = town.network().home(name).account().address();
      assertThat(watcher.actors().bonded(evaluator)).isEqualTo(watcher.actors().ticketSize());
    }
  }

  private static Map<Address, Long> bySeat(BountyFacts bounty, String name) {
    return events(bounty, name).stream()
        .collect(Collectors.groupingBy(event -> event.address("evaluator"), Collectors.counting()));
  }

  private static List<ChainEvent> events(BountyFacts bounty, String name) {
    return watcher.events().about("bounty", bounty.id().value()).stream()
        .filter(event -> event.name().equals(name))
        .toList();
  }

  private static void requireEqualProjections() throws Exception {
    ProjectionCheck check = new ProjectionCheck(town.network(), watcher);
    Map<String, List<String>> fresh = check.fresh();
    Wait.until(
        "the platform to have read as far",
        Duration.ofSeconds(30),
        () -> check.platforms().equals(fresh));
    assertThat(fresh.get("bounty")).isNotEmpty();
    assertThat(fresh.get("payout")).isNotEmpty();
  }
}
