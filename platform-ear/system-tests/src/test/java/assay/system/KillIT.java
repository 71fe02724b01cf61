package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.chain.ChainEvent;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.PayoutRole;
import assay.training.ledger.SubmissionStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Platform, miner and every evaluator die by SIGKILL at seeded random moments and are started
 * again: every bounty settles exactly once (promises R1 and R8).
 */
class KillIT {

  private static final Duration LONG = Duration.ofMinutes(7);

  /** From the posting to the panel's reveals, and a little beyond. */
  private static final Duration DANGER = Duration.ofSeconds(150);

  private static final int AT_ONCE = 3;

  /** Open long enough for one miner to train for all bounties in turn on a busy machine. */
  private static final BountyTerms.Windows PATIENT =
      new BountyTerms.Windows(180, 180, 140, 120, 180, 120, 3, 40, 30);

  private static Town town;
  private static Agent watcher;
  private static Owner owner;

  @BeforeAll
  static void startTown() throws Exception {
    town = Town.start("kill");
    watcher = town.open("watcher");
    owner = Owner.settle(town, "owner", 0).approveAll(town, "owner");
    town.awaitEvaluators(watcher);
    town.employUsher();
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
    Map<Long, Job> jobs = new LinkedHashMap<>();
    for (long seed : seeds) {
      jobs.put(
          seed,
          Job.post(
              town,
              "researcher-" + seed,
              new Job.Wish(Models.softmax("output"), "0.5", List.of(owner.version())),
              PATIENT));
    }
    kill(KillPlan.of(seeds, DANGER));
    for (Job job : jobs.values()) {
      requireSettledOnce(job.awaitEnd(LONG));
    }
    Escrow escrow = Escrow.audit(watcher);
    assertThat(escrow.owed()).isEqualTo(escrow.held());
    requireEqualProjections();
  }

  private static void kill(KillPlan plan) throws InterruptedException {
    long start = System.nanoTime();
    for (KillPlan.Kill next : plan.kills()) {
      Wait.until(
          "the moment of " + next,
          DANGER.plusSeconds(1),
          () -> System.nanoTime() - start > next.after().toNanos());
      System.out.println(next);
      town.network().restart(next.part());
    }
  }

  private static void requireSettledOnce(BountyFacts end) {
    assertThat(end.state()).isEqualTo(BountyState.SETTLED);
    assertThat(end.submissions()).hasSize(1);
    assertThat(end.submissions().get(0).status()).isEqualTo(SubmissionStatus.SCORED);
    assertThat(end.payouts().stream().filter(payout -> payout.role() == PayoutRole.MINER).toList())
        .hasSize(1);
    assertThat(events(end, "VerdictGiven")).hasSize(1);
    assertThat(events(end, "ModelSettled")).hasSize(1);
    assertThat(
            events(end, "ScoresRevealed").stream()
                .collect(
                    Collectors.groupingBy(
                        event -> event.address("evaluator"), Collectors.counting())))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy((seat, times) -> assertThat(times).isEqualTo(1));
  }

  private static List<ChainEvent> events(BountyFacts bounty, String name) {
    watcher.events().refresh();
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
