package assay.training.bounties;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Wei;
import assay.chain.local.AnvilProcess;
import assay.registry.database.TestDatabase;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.PayoutRole;
import assay.training.ledger.SeedRequest;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A bounty on which everything is done twice: a seed is withheld and picked anew, two of three
 * seats stay silent and are refilled, the verdicts are challenged and overturned.
 */
class RoundsIT {

  private static final int EVALUATORS = 14;
  private static final List<Integer> TRUTH = List.of(90, 97);
  private static final List<Integer> BOTH_GOOD = List.of(99, 97);

  private static BountyWorld world;
  private static BountyId bounty;
  private static List<SeedRequest> secondPick;
  private static BountyFacts refilled;
  private static BountyFacts doubted;
  private static BountyFacts end;

  @BeforeAll
  static void liveThroughEverything() {
    world = new BountyWorld(AnvilProcess.instant(), EVALUATORS);
    BountyWorld.Opened opened = world.open();
    bounty = opened.id();
    withholdASeed();
    world.revealSample(opened);
    world.submit(bounty);
    world.drawPanel(bounty);
    stayHalfSilent();
    world.evaluators().giveSeeds();
    refilled = world.facts(bounty);
    world.score(bounty, List.of(TRUTH, TRUTH));
    doubted = world.facts(bounty);
    world.challenge(bounty);
    world.evaluators().giveSeeds();
    world.score(bounty, Collections.nCopies(7, BOTH_GOOD));
    world.passWindow(bounty);
    end = world.facts(bounty);
  }

  private static void withholdASeed() {
    Address withholder = world.evaluators().waiting().get(0).contributors().get(0);
    world.evaluators().giveSeeds(evaluator -> !evaluator.equals(withholder));
    world.passWindow(bounty);
    secondPick = world.evaluators().waiting();
  }

  private static void stayHalfSilent() {
    Address diligent = world.facts(bounty).seats().get(0);
    world.evaluators().commit(world.facts(bounty), diligent, TRUTH);
    world.passWindow(bounty);
    world.evaluators().reveal(bounty, diligent, TRUTH);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void shouldAskOthersWhenASeedIsWithheld() {
    assertThat(secondPick).extracting(SeedRequest::pick).containsExactly(1);
    assertThat(world.events().named("PreimageWithheld")).hasSize(1);
  }

  @Test
  void shouldRefillWhoStaysSilent() {
    assertThat(refilled.state()).isEqualTo(BountyState.SCORING);
    assertThat(refilled.round()).isEqualTo(1);
    assertThat(refilled.seats()).hasSize(2);
    assertThat(refilled.everSeated()).hasSize(5).doesNotHaveDuplicates();
    assertThat(doubted.state()).isEqualTo(BountyState.SCORED);
    assertThat(doubted.winner()).contains(world.winner());
  }

  @Test
  void shouldPayWhoWinsTheChallenge() {
    assertThat(end.state()).isEqualTo(BountyState.SETTLED);
    assertThat(end.round()).isEqualTo(3);
    assertThat(end.everSeated()).hasSize(12).doesNotHaveDuplicates();
    assertThat(end.winner()).contains(world.loser());
    assertThat(end.winnerCount()).contains(99);
    assertThat(end.challengeBond()).isEqualTo(Wei.ofEther("0.7"));
    assertThat(paid(PayoutRole.CHALLENGER)).isEqualTo(end.challengeBond());
  }

  @Test
  void shouldTellEveryRoundInTheProjection() {
    try (TestDatabase database = TestDatabase.create()) {
      world.index(database);
      Bounties bounties = new Bounties(database.database());

      assertThat(bounties.evaluations(bounty.value()))
          .extracting(EvaluationView::round)
          .containsExactly(0, 0, 0, 1, 1, 3, 3, 3, 3, 3, 3, 3);
      assertThat(bounties.find(bounty.value()).orElseThrow().winner()).contains(world.loser());
      assertThat(bounties.submissions(bounty.value()))
          .extracting(SubmissionView::reached)
          .containsExactly(1, 1);
    }
  }

  private static Wei paid(PayoutRole role) {
    return end.payouts().stream()
        .filter(payout -> payout.role() == role)
        .map(BountyFacts.Payout::amount)
        .reduce(Wei.ZERO, Wei::plus);
  }
}
