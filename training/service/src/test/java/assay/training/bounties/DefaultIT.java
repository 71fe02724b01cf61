package assay.training.bounties;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Wei;
import assay.chain.local.AnvilProcess;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.PayoutRole;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A bounty whose panel can use the test set neither before nor after its key was published. */
class DefaultIT {

  private static BountyWorld world;
  private static BountyWorld.Opened opened;
  private static BountyFacts asked;
  private static BountyFacts published;
  private static BountyFacts end;

  @BeforeAll
  static void liveThroughADefault() {
    world = new BountyWorld(AnvilProcess.instant());
    opened = world.open();
    BountyId bounty = opened.id();
    world.revealSample(opened);
    world.submit(bounty);
    world.drawPanel(bounty);
    report(bounty, List.of());
    asked = world.facts(bounty);
    world.publishTestKey(opened);
    published = world.facts(bounty);
    report(bounty, List.of(0));
    end = world.facts(bounty);
  }

  /** Two of three seats stop the clock; both list the same slots. */
  private static void report(BountyId bounty, List<Integer> unopened) {
    for (Address seat : world.facts(bounty).seats().subList(0, 2)) {
      world.evaluators().reportTestSet(bounty, seat, unopened);
    }
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void shouldAskTheResearcherForTheKey() {
    assertThat(asked.state()).isEqualTo(BountyState.SCORING);
    assertThat(asked.isTestKeyAsked()).isTrue();
    assertThat(asked.publishedTestKey()).isEmpty();
    assertThat(asked.seats().stream().map(asked::hasReportedTestSet).toList())
        .containsExactly(true, true, false);
  }

  @Test
  void shouldStartOverWhenTheKeyIsPublished() {
    assertThat(published.isTestKeyAsked()).isFalse();
    assertThat(published.publishedTestKey()).contains(opened.testKey());
    assertThat(published.seats()).noneMatch(published::hasReportedTestSet);
    assertThat(published.stateDeadline()).isAfterOrEqualTo(asked.stateDeadline());
  }

  @Test
  void shouldShareAFifthAmongThoseWhoCouldBeOpened() {
    assertThat(end.state()).isEqualTo(BountyState.DEFAULTED);
    assertThat(paid(world.winner())).isEqualTo(Wei.ofEther("0.6").plus(BountyWorld.STAKE));
    assertThat(paid(world.loser())).isEqualTo(BountyWorld.STAKE);
  }

  private static Wei paid(Address miner) {
    return end.payouts().stream()
        .filter(payout -> payout.role() == PayoutRole.SUBMITTER && payout.to().equals(miner))
        .map(BountyFacts.Payout::amount)
        .reduce(Wei.ZERO, Wei::plus);
  }
}
