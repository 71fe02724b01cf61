package assay.system;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.chain.Address;
import assay.chain.Wei;
import assay.local.demo.CheckedRounds;
import assay.local.demo.Demo;
import assay.local.demo.DemoPrinter;
import assay.local.demo.DemoResult;
import assay.local.demo.DemoSettings;
import assay.registry.dataset.SharingLevel;
import assay.registry.grant.Purpose;
import assay.registry.ledger.GrantFacts;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.PayoutRole;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The demonstration's bounty that is trained by rounds: five sites and a coordinator, each a
 * process with a home of its own, from registered data to paid owners.
 */
@Tag("release")
class FederatedJobIT {

  private static final int ROUNDS = 10;
  private static final int OWNERS = 5;

  private static Town town;
  private static Agent watcher;
  private static Demo demo;

  @BeforeAll
  static void startTown() throws Exception {
    town = Town.start("federated-job");
    watcher = town.open("watcher");
    demo =
        new Demo(
            town.network(),
            DemoSettings.onSites().withWindows(Job.WINDOWS),
            new DemoPrinter(System.out, false));
    town.listen(demo::hear);
    town.employ("hurry", new Hurry(town, town.open("hurry"), Lull.undisturbed(town, 1)));
  }

  @AfterAll
  static void endTown() throws Exception {
    if (town != null) {
      demo.close();
      town.end();
    }
  }

  @Test
  void shouldPayForAModelOfTenAnchoredRoundsWithoutGivingAKeyAway() {
    DemoResult end = demo.run(state -> {});

    Address coordinator = town.network().home("coordinator").account().address();
    watcher.events().refresh();
    BountyFacts facts = BountyFacts.of(watcher.events(), end.bounty()).orElseThrow();
    assertThat(end.state()).isEqualTo(BountyState.SETTLED);
    assertThat(end.score().orElseThrow().millionths()).isGreaterThanOrEqualTo(900_000);
    assertThat(end.modelSha256Researcher()).isPresent().isEqualTo(end.modelSha256Miner());
    assertThat(facts.submissions()).hasSize(1);
    assertThat(facts.winner()).contains(coordinator);
    requireRounds(end.rounds().orElseThrow());
    requirePaid(facts, coordinator);
    requireNoKeys(facts, coordinator);
  }

  private static void requireRounds(CheckedRounds rounds) {
    assertThat(rounds.claims()).isNotEmpty();
    assertThat(rounds.isProven()).as("%s", rounds.claims()).isTrue();
    assertThat(rounds.log().rounds()).hasSize(ROUNDS);
    assertThat(rounds.log().anchors()).hasSize(ROUNDS);
    assertThat(rounds.updates()).isBetween(3 * ROUNDS, OWNERS * ROUNDS);
  }

  /**
   * 23 % of 3 ETH to five owners by what the panel measured, least to the one half of whose labels
   * are by chance; 75 % and what does not divide to who led the training.
   */
  private static void requirePaid(BountyFacts facts, Address coordinator) {
    Map<Address, Wei> owners = paid(facts, PayoutRole.DATA_OWNER);
    Address noisy = facts.datasets().get(OWNERS - 1).owner();
    Wei least = owners.getOrDefault(noisy, Wei.ZERO);
    assertThat(facts.measuredShares()).as("not by the weights").isPresent();
    assertThat(owners.size()).isGreaterThanOrEqualTo(OWNERS - 1);
    owners.remove(noisy);
    assertThat(owners.values()).allSatisfy(paid -> assertThat(paid).isGreaterThan(least));
    Wei all = owners.values().stream().reduce(least, Wei::plus);
    assertThat(all).isBetween(Wei.ofEther("0.689999"), Wei.ofEther("0.69"));
    assertThat(paid(facts, PayoutRole.MINER))
        .isEqualTo(Map.of(coordinator, Wei.ofEther("2.94").minus(all)));
  }

  private static Map<Address, Wei> paid(BountyFacts facts, PayoutRole role) {
    return facts.payouts().stream()
        .filter(payout -> payout.role() == role)
        .collect(Collectors.toMap(BountyFacts.Payout::to, BountyFacts.Payout::amount, Wei::plus));
  }

  private static void requireNoKeys(BountyFacts facts, Address coordinator) {
    GrantFacts grants = new GrantFacts(watcher.events());
    for (BountyFacts.DatasetPart part : facts.datasets()) {
      assertThat(grants.given(part.version(), coordinator, Purpose.TRAIN))
          .singleElement()
          .satisfies(
              id ->
                  assertThat(watcher.ledger().grant(id).orElseThrow().terms().level())
                      .isEqualTo(SharingLevel.L3));
    }
  }
}
