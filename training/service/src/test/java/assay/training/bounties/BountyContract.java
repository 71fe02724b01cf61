package assay.training.bounties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.chain.Wei;
import assay.chain.local.DevelopmentChain;
import assay.registry.database.TestDatabase;
import assay.registry.grant.EnvelopeKind;
import assay.registry.listing.Wanted;
import assay.registry.mailbox.EnvelopeForbiddenException;
import assay.registry.mailbox.Mailbox;
import assay.registry.mailbox.PostedEnvelope;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.PoolFacts;
import assay.training.ledger.SubmissionStatus;
import assay.training.panel.BountyEnvelopeRule;
import assay.training.pool.PoolEntry;
import assay.training.pool.PoolFee;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One bounty from its opening to its settlement, as the projection tells it, on every chain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BountyContract {

  private static final String[] TABLES = {
    "bounty", "bounty_dataset", "submission", "evaluation", "payout", "pool_entry", "rig_entry"
  };
  private static final Address STRANGER = TestAccounts.number(88).address();
  private static final List<Integer> TRUTH = List.of(90, 97, 0, 9_900);
  private static final List<Integer> LIE = List.of(90, 20, 0, 9_900);

  private BountyWorld world;
  private TestDatabase database;
  private Bounties bounties;
  private BountyId settled;
  private BountyId cancelled;

  /** A chain of its own, which nobody else uses. */
  protected abstract DevelopmentChain startChain();

  @BeforeAll
  void liveThroughABounty() {
    world = new BountyWorld(startChain());
    database = TestDatabase.create();
    bounties = new Bounties(database.database());
    BountyWorld.Opened opened = world.open(BountyTerms.Extras.BY_CONTRIBUTION);
    settled = opened.id();
    world.revealSample(opened);
    world.joinAPool();
    world.submit(settled, world::leaveThePool);
    world.index(database);
    world.drawPanel(settled);
    world.score(settled, List.of(TRUTH, TRUTH, LIE));
    world.settle(settled);
    cancelled = world.open().id();
    world.cancel(cancelled);
    world.index(database);
  }

  @AfterAll
  void stop() {
    database.close();
    world.close();
  }

  @Test
  void shouldTellTheBounty() {
    BountyView bounty = bounties.find(settled.value()).orElseThrow();

    assertThat(bounty.state()).isEqualTo(BountyState.SETTLED);
    assertThat(bounty.stateDeadline()).isEmpty();
    assertThat(bounty.researcher()).isEqualTo(world.researcher());
    assertThat(bounty.reward()).isEqualTo(BountyWorld.REWARD);
    assertThat(bounty.panelFee()).isEqualTo(BountyWorld.PANEL_FEE);
    assertThat(bounty.stake()).isEqualTo(BountyWorld.STAKE);
    assertThat(bounty.evaluationFee()).isEqualTo(BountyWorld.EVALUATION_FEE);
    assertThat(bounty.threshold()).isEqualTo(950_000);
    assertThat(bounty.privateCount()).isEqualTo(100);
    assertThat(bounty.seats()).isEqualTo(3);
    assertThat(bounty.quorum()).isEqualTo(2);
    assertThat(bounty.winner()).contains(world.winner());
    assertThat(bounty.winnerCount()).contains(97L);
    assertThat(bounty.model()).isPresent();
    assertThat(bounty.datasets())
        .containsExactly(
            new BountyView.DatasetTerm(
                world.dataset().dataset().value(), 1, 10_000, true, Optional.of(9_900)));
    assertThat(bounty.byContribution()).isTrue();
    assertThat(bounties.find(cancelled.value()).orElseThrow())
        .satisfies(
            byWeights -> {
              assertThat(byWeights.byContribution()).isFalse();
              assertThat(byWeights.datasets().get(0).share()).isEmpty();
            });
  }

  @Test
  void shouldTellTheSubmissions() {
    assertThat(bounties.submissions(settled.value()))
        .extracting(
            SubmissionView::miner,
            SubmissionView::order,
            SubmissionView::status,
            view -> view.verdict().orElseThrow(),
            view -> view.qualifies().orElseThrow())
        .containsExactly(
            tuple(world.loser(), 3L, SubmissionStatus.SCORED, 90L, false),
            tuple(world.winner(), 2L, SubmissionStatus.SCORED, 97L, true));
    assertThat(bounties.submissions(settled.value()))
        .allSatisfy(
            view -> {
              assertThat(view.checkpoint()).get().asString().startsWith("bafk");
              assertThat(view.revealedAt()).isPresent();
            });
  }

  @Test
  void shouldTellTheEvaluationsAndWhoWasSlashed() {
    List<Address> seats = facts().seats();

    Map<Address, EvaluationView> bySeat =
        bounties.evaluations(settled.value()).stream()
            .collect(Collectors.toMap(EvaluationView::evaluator, view -> view));

    assertThat(bySeat.keySet()).containsExactlyInAnyOrderElementsOf(seats);
    for (int seat = 0; seat < seats.size(); seat++) {
      EvaluationView view = bySeat.get(seats.get(seat));
      List<Integer> counts = seat == 2 ? LIE : TRUTH;
      assertThat(view.counts())
          .isEqualTo(counts.stream().limit(2).map(Integer::longValue).toList());
      assertThat(view.shares()).containsExactly(List.of(0L), List.of(9_900L));
      assertThat(view.committedAt()).isPresent();
      assertThat(view.revealedAt()).isPresent();
    }
    // A seat locks reward / quorum; a lie costs a tenth of it.
    assertThat(bySeat.get(seats.get(2)).slashed()).isEqualTo(Wei.ofEther("0.15"));
    assertThat(bySeat.get(seats.get(0)).slashed()).isEqualTo(Wei.ZERO);
  }

  @Test
  void shouldTellThePayoutsToTheWei() {
    assertThat(paid(world.winner(), "miner")).isEqualTo(Wei.ofEther("2.025"));
    assertThat(paid(world.owner(), "dataOwner")).isEqualTo(Wei.ofEther("0.69"));
    assertThat(paid(BountyWorld.PLATFORM, "platform")).isEqualTo(Wei.ofEther("0.06"));
    assertThat(paid(world.winner(), "submitter")).isEqualTo(BountyWorld.STAKE);
    assertThat(paid(world.loser(), "submitter")).isEqualTo(BountyWorld.STAKE);
    Wei seat = new Wei(Wei.ofEther("0.5").value().divide(BigInteger.valueOf(3)));
    for (Address evaluator : facts().seats()) {
      assertThat(paid(evaluator, "panel")).isEqualTo(seat);
    }
    assertThat(world.actors().available(BountyWorld.PLATFORM)).isEqualTo(Wei.ofEther("0.06"));
    assertThat(world.actors().available(world.owner())).isEqualTo(Wei.ofEther("0.69"));
  }

  /** The winner left the pool after his commit, which had copied its fee. */
  @Test
  void shouldPayThePoolOfTheCommitAlthoughItsMinerLeftIt() {
    assertThat(paid(BountyWorld.POOL, "pool")).isEqualTo(Wei.ofEther("0.225"));
    assertThat(world.actors().available(BountyWorld.POOL)).isEqualTo(Wei.ofEther("0.225"));
    assertThat(world.pools().entryOf(world.winner())).isEqualTo(PoolEntry.NONE);
    assertThat(PoolFacts.of(world.events()).members(BountyWorld.POOL)).isEmpty();
    assertThat(PoolFacts.of(world.events()).agreedFee(world.winner(), BountyWorld.POOL))
        .contains(new PoolFee(1_000));
  }

  @Test
  void shouldRepeatPoolsAndRigs() {
    assertThat(database.dump("pool_entry").get("pool_entry"))
        .singleElement()
        .asString()
        .contains(world.winner().hex(), Address.ZERO.hex());
    assertThat(database.dump("rig_entry").get("rig_entry"))
        .singleElement()
        .asString()
        .contains(Bytes32.keccak256("inventory").hex());
  }

  @Test
  void shouldLoseNoWei() {
    Wei in =
        BountyWorld.REWARD
            .plus(BountyWorld.PANEL_FEE)
            .plus(BountyWorld.OPENING_FEE)
            .plus(BountyWorld.STAKE.plus(BountyWorld.EVALUATION_FEE).times(2));
    Wei burned =
        world.events().about("bounty", settled.value()).stream()
            .filter(event -> event.name().equals("Burned"))
            .map(event -> event.wei("amount"))
            .reduce(Wei.ZERO, Wei::plus);

    Wei out = total(bounties.payouts(settled.value()));

    assertThat(out.plus(burned)).isEqualTo(in);
  }

  @Test
  void shouldLetTheWinnerTakeOutWhatIsHis() {
    Address purse = TestAccounts.number(99).address();

    Wei taken = world.takeOut(purse);

    assertThat(taken).isGreaterThan(Wei.ofEther("2.25"));
    assertThat(world.local().chain().balance(purse)).isEqualTo(taken);
    assertThat(world.actors().available(world.winner())).isEqualTo(Wei.ZERO);
  }

  @Test
  void shouldAgreeWithTheAgentsReadingOfTheSamePayouts() {
    assertThat(bounties.payouts(settled.value()))
        .extracting(PayoutView::account, PayoutView::role, PayoutView::amount)
        .containsExactlyElementsOf(
            facts().payouts().stream()
                .map(payout -> tuple(payout.to(), payout.role().text(), payout.amount()))
                .toList());
  }

  @Test
  void shouldListAnAccountsEarnings() {
    assertThat(bounties.earnings(world.winner()))
        .extracting(EarningView::bounty, EarningView::role)
        .contains(tuple(settled.value(), "miner"), tuple(settled.value(), "submitter"));
  }

  @Test
  void shouldGiveEverythingButTheOpeningFeeBackWhenCancelled() {
    BountyView bounty = bounties.find(cancelled.value()).orElseThrow();

    assertThat(bounty.state()).isEqualTo(BountyState.CANCELLED);
    assertThat(bounty.winner()).isEmpty();
    assertThat(paid(cancelled, world.researcher(), "researcher"))
        .isEqualTo(BountyWorld.REWARD.plus(BountyWorld.PANEL_FEE));
  }

  @Test
  void shouldListTheNewestFirst() {
    assertThat(bounties.page(Wanted.first("-openedAt", Map.of())).items())
        .extracting(view -> new BountyId(view.id()))
        .containsExactly(cancelled, settled);
    assertThat(bounties.page(Wanted.first("-openedAt", Map.of("state", "SETTLED"))).items())
        .hasSize(1);
  }

  @Test
  void shouldTellTheSameWhenIndexedAtOnce() {
    try (TestDatabase other = TestDatabase.create()) {
      world.index(other);

      assertThat(database.dump(TABLES)).isEqualTo(other.dump(TABLES));
    }
  }

  @Test
  void shouldLetResearcherAndSeatsAloneSendTestKeysAndToSeatsAlone() {
    List<Address> seats = facts().seats();
    EnvelopeKind kind = EnvelopeKind.TEST_KEY;

    assertTaken(kind, world.researcher(), seats.get(0));
    assertTaken(kind, seats.get(0), seats.get(1));
    assertRefused(kind, world.winner(), seats.get(0));
    assertRefused(kind, STRANGER, seats.get(0));
    assertRefused(kind, world.researcher(), world.winner());
    assertRefused(kind, world.researcher(), world.researcher());
    assertRefused(kind, world.researcher(), STRANGER);
  }

  @Test
  void shouldLetMinersAndSeatsAloneSendCheckpointKeys() {
    List<Address> seats = facts().seats();
    EnvelopeKind kind = EnvelopeKind.CHECKPOINT_KEY;

    assertTaken(kind, world.winner(), seats.get(0));
    assertTaken(kind, world.winner(), world.researcher());
    assertTaken(kind, seats.get(0), world.researcher());
    assertRefused(kind, world.researcher(), seats.get(0));
    assertRefused(kind, STRANGER, world.researcher());
    assertRefused(kind, world.winner(), world.loser());
    assertRefused(kind, seats.get(0), STRANGER);
  }

  /** What opens single updates of a federated job is no researcher's business. */
  @Test
  void shouldLetMinersAloneSendEvidenceKeysAndToSeatsAlone() {
    List<Address> seats = facts().seats();
    EnvelopeKind kind = EnvelopeKind.EVIDENCE_KEY;

    assertTaken(kind, world.winner(), seats.get(0));
    assertRefused(kind, world.winner(), world.researcher());
    assertRefused(kind, seats.get(0), seats.get(1));
    assertRefused(kind, world.researcher(), seats.get(0));
  }

  @Test
  void shouldRefuseKeysOfAnotherBounty() {
    PostedEnvelope envelope =
        envelope(
            EnvelopeKind.CHECKPOINT_KEY, cancelled.value(), world.winner(), world.researcher());
    PostedEnvelope elsewhere =
        envelope(
            EnvelopeKind.CHECKPOINT_KEY,
            Bytes32.keccak256("another chain's"),
            world.winner(),
            world.researcher());

    for (PostedEnvelope foreign : List.of(envelope, elsewhere)) {
      assertThatThrownBy(() -> mailbox().post(foreign))
          .isInstanceOf(EnvelopeForbiddenException.class)
          .hasMessageContaining("none of bounty");
    }
  }

  private void assertTaken(EnvelopeKind kind, Address from, Address to) {
    mailbox().post(envelope(kind, settled.value(), from, to));

    assertThat(mailbox().release(kind, settled.value(), to))
        .extracting(PostedEnvelope::sender)
        .contains(from);
  }

  private void assertRefused(EnvelopeKind kind, Address from, Address to) {
    assertThatThrownBy(() -> mailbox().post(envelope(kind, settled.value(), from, to)))
        .isInstanceOfSatisfying(
            EnvelopeForbiddenException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("not-your-bounty"));
  }

  private static PostedEnvelope envelope(
      EnvelopeKind kind, Bytes32 subject, Address from, Address to) {
    byte[] file = "age-encryption.org/v1\nsealed".getBytes(StandardCharsets.US_ASCII);
    return new PostedEnvelope(kind, subject, from, to, Base64.getEncoder().encodeToString(file));
  }

  private Mailbox mailbox() {
    return new Mailbox(
        database.database(),
        Clock.systemUTC(),
        List.of(
            BountyEnvelopeRule.forTestKeys(),
            BountyEnvelopeRule.forCheckpointKeys(),
            BountyEnvelopeRule.forEvidenceKeys()));
  }

  private BountyFacts facts() {
    return world.facts(settled);
  }

  private Wei paid(Address account, String role) {
    return paid(settled, account, role);
  }

  private Wei paid(BountyId bounty, Address account, String role) {
    return total(
        bounties.payouts(bounty.value()).stream()
            .filter(payout -> payout.account().equals(account) && payout.role().equals(role))
            .toList());
  }

  private static Wei total(List<PayoutView> payouts) {
    return payouts.stream().map(PayoutView::amount).reduce(Wei.ZERO, Wei::plus);
  }
}
