package assay.training.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.chain.TestAccounts;
import assay.registry.actor.Role;
import assay.registry.content.Cid;
import assay.registry.database.Columns;
import assay.registry.database.TestDatabase;
import assay.registry.dataset.ContractAt;
import assay.registry.listing.Wanted;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedCall;
import assay.training.federated.round.FederatedCallJson;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedJobJson;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.LeftOut;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLog;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SentUpdateJson;
import assay.training.federated.round.SignedCall;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.round.SiteUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FederatedRoundsIT {

  private static final ContractAt MARKET =
      new ContractAt(31_337, new Address("0x" + "34".repeat(20)));
  private static final Account COORDINATOR = TestAccounts.number(1);
  private static final Account ANNA = TestAccounts.number(2);
  private static final Account BRUNO = TestAccounts.number(3);
  private static final Account STRANGER = TestAccounts.number(4);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final FederatedJob JOB = new FederatedJob(MARKET, BOUNTY, COORDINATOR.address());

  private static TestDatabase database;
  private static FederatedJobs jobs;
  private static FederatedRounds rounds;

  @BeforeAll
  static void prepare() {
    database = TestDatabase.create();
    jobs = new FederatedJobs(database.database(), () -> MARKET);
    rounds = new FederatedRounds(database.database(), jobs);
    for (Account miner : List.of(COORDINATOR, BRUNO)) {
      database.execute(
          "insert into actor (address, roles, recipient, recipient_version) values (?, ?, '', 1)",
          miner.address().hex(),
          Role.MINER.bit());
    }
    post(BOUNTY);
    register(0, ANNA);
    register(1, BRUNO);
  }

  private static void post(BountyId bounty) {
    database.execute(
        "insert into bounty (id, researcher, recipient, platform, spec, spec_hash, state,"
            + " opened_at) values (?, '', '', '', '', '', 'OPEN', now())",
        bounty.value().hex());
  }

  private static void register(int place, Account owner) {
    String asset = asset(place);
    database.execute(
        "insert into asset (id, owner, kind, nonce, spec_hash, registered_at)"
            + " values (?, ?, 0, 1, '', now())",
        asset,
        owner.address().hex());
    database.execute(
        "insert into bounty_dataset (bounty, place, asset, version, weight, required)"
            + " values (?, ?, ?, 1, 5000, true)",
        BOUNTY.value().hex(),
        place,
        asset);
  }

  private static String asset(int place) {
    return Bytes32.keccak256("asset " + place).hex();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @BeforeEach
  void openTheJob() {
    database.execute("delete from federated_job");
    jobs.open(COORDINATOR.address(), BOUNTY, NOW);
  }

  private static Cid cid(String content) {
    return Cid.of(Cid.Codec.RAW, content.getBytes(StandardCharsets.UTF_8));
  }

  private static Bytes32 model(int round) {
    return Bytes32.keccak256("model " + round);
  }

  private static SignedCall call(int round, String plan) {
    return SignedCall.by(COORDINATOR, new FederatedCall(JOB, round, cid(plan), NOW));
  }

  private static SentUpdate update(Account site, int round, long samples) {
    Cid sealed = cid("update " + round + " of " + site.address());
    SiteUpdate said =
        new SiteUpdate(
            JOB,
            round,
            site.address(),
            Bytes32.keccak256("grant"),
            samples,
            model(round - 1),
            sealed.digest(),
            0);
    return new SentUpdate(SignedUpdate.by(site, said), sealed);
  }

  private static FederatedRound round(int number, String metrics, List<LeftOut> leftOut) {
    return new FederatedRound(
        JOB,
        number,
        cid("plan"),
        model(number - 1),
        model(number),
        cid("checkpoint"),
        Bytes32.keccak256(metrics),
        List.of(update(ANNA, number, 100).signed()),
        leftOut);
  }

  private static RoundEntry entry(int number, String metrics) {
    FederatedRound round =
        round(number, metrics, List.of(new LeftOut(BRUNO.address(), "it was late")));
    return new RoundEntry(round, round.signedBy(COORDINATOR));
  }

  private static void record(int number) {
    rounds.record(COORDINATOR.address(), entry(number, "metrics"), NOW);
  }

  private static void requireRefused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            RoundsRefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static void requireUnsigned(ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not signed by");
  }

  private static List<RoundEntry> log() {
    return rounds.log(BOUNTY, COORDINATOR.address()).orElseThrow().log().rounds();
  }

  @Test
  void shouldOpenJobsOfMinersForBountiesThatTakeSubmissions() {
    BountyId over = new BountyId(Bytes32.keccak256("over"));
    post(over);
    database.execute("update bounty set state = 'REVEAL' where id = ?", over.value().hex());

    requireRefused("no-miner", () -> jobs.open(ANNA.address(), BOUNTY, NOW));
    requireRefused(
        "not-found",
        () -> jobs.open(COORDINATOR.address(), new BountyId(Bytes32.keccak256("none")), NOW));
    requireRefused("bounty-closed", () -> jobs.open(COORDINATOR.address(), over, NOW));
  }

  @Test
  void shouldKeepOnlySoManyJobsUntilTheOldestIsForgotten() {
    for (int i = 1; i < FederatedJobs.MAX_PER_COORDINATOR; i++) {
      insertJob(Bytes32.keccak256("other " + i).hex(), COORDINATOR.address().hex());
    }
    BountyId next = new BountyId(Bytes32.keccak256("next"));
    post(next);

    assertThatThrownBy(() -> jobs.open(COORDINATOR.address(), next, NOW.plusSeconds(60)))
        .isInstanceOfSatisfying(
            RoundsRefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("too-many-federated-jobs");
              assertThat(refused.retryAfter())
                  .contains(FederatedJobs.KEPT_FOR.minus(Duration.ofSeconds(60)));
            });
    jobs.open(COORDINATOR.address(), BOUNTY, NOW.plusSeconds(60));
    jobs.open(COORDINATOR.address(), next, NOW.plus(FederatedJobs.KEPT_FOR));
    assertThat(rounds.log(next, COORDINATOR.address())).isPresent();
    assertThat(rounds.log(BOUNTY, COORDINATOR.address())).isEmpty();
  }

  @Test
  void shouldKeepOnlySoManyJobsForOneBounty() {
    for (int i = 1; i < FederatedJobs.MAX_PER_BOUNTY; i++) {
      insertJob(BOUNTY.value().hex(), TestAccounts.number(100 + i).address().hex());
    }

    requireRefused(
        "too-many-federated-jobs", () -> jobs.open(BRUNO.address(), BOUNTY, NOW.plusSeconds(60)));
  }

  private static void insertJob(String bounty, String coordinator) {
    database.execute(
        "insert into federated_job values (?, ?, ?, ?, true, ?, ?)",
        bounty,
        coordinator,
        MARKET.chainId(),
        MARKET.address().hex(),
        Columns.time(NOW),
        Columns.time(NOW));
  }

  @Test
  void shouldTellJobsToWhoOwnsADatasetOfTheBountyWhileItTakesSubmissions() {
    assertThat(jobs.of(ANNA.address())).containsExactly(FederatedJobJson.of(JOB));
    assertThat(jobs.of(STRANGER.address())).isEmpty();

    database.execute("update bounty set state = 'REVEAL'");
    assertThat(jobs.of(ANNA.address())).isEmpty();
    database.execute("update bounty set state = 'OPEN'");
    database.execute("update asset set retired = true where id = ?", asset(0));
    assertThat(jobs.of(ANNA.address())).isEmpty();
    database.execute("update asset set retired = false");
    jobs.end(COORDINATOR.address(), BOUNTY);
    assertThat(jobs.of(ANNA.address())).isEmpty();
  }

  @Test
  void shouldKnowWhichInvitedSitesAreReady() {
    jobs.ready(ANNA.address(), JOB);
    jobs.ready(BRUNO.address(), JOB);
    jobs.ready(BRUNO.address(), JOB);
    List<Address> both = jobs.sites(COORDINATOR.address(), BOUNTY);
    database.execute("update asset set owner = ? where id = ?", STRANGER.address().hex(), asset(1));
    List<Address> afterTransfer = jobs.sites(COORDINATOR.address(), BOUNTY);
    database.execute("update asset set owner = ? where id = ?", BRUNO.address().hex(), asset(1));
    jobs.leave(ANNA.address(), JOB);

    assertThat(both).containsExactlyInAnyOrder(ANNA.address(), BRUNO.address());
    assertThat(afterTransfer).containsExactly(ANNA.address());
    assertThat(jobs.sites(COORDINATOR.address(), BOUNTY)).containsExactly(BRUNO.address());
    assertThat(jobs.sites(ANNA.address(), BOUNTY)).isEmpty();
    requireRefused("not-invited", () -> jobs.ready(STRANGER.address(), JOB));
    requireRefused(
        "other-deployment",
        () ->
            jobs.ready(
                ANNA.address(),
                new FederatedJob(new ContractAt(1, MARKET.address()), BOUNTY, JOB.coordinator())));
    requireRefused(
        "no-federated-job",
        () -> jobs.ready(ANNA.address(), new FederatedJob(MARKET, BOUNTY, BRUNO.address())));
  }

  @Test
  void shouldTakeTheCoordinatorsOwnCallsToTheNextRoundOnly() {
    SignedCall forged = new SignedCall(call(1, "plan").statement(), call(1, "other").signature());

    requireRefused("not-your-statement", () -> rounds.call(ANNA.address(), call(1, "plan"), NOW));
    requireUnsigned(() -> rounds.call(COORDINATOR.address(), forged, NOW));
    requireRefused(
        "round-out-of-order", () -> rounds.call(COORDINATOR.address(), call(2, "plan"), NOW));
    rounds.call(COORDINATOR.address(), call(1, "plan"), NOW);
    record(1);
    requireRefused(
        "round-out-of-order", () -> rounds.call(COORDINATOR.address(), call(1, "plan"), NOW));
    rounds.call(COORDINATOR.address(), call(2, "plan"), NOW);

    Optional<FederatedCallJson> second = Optional.of(FederatedCallJson.of(call(2, "plan")));
    assertThat(rounds.current(ANNA.address(), BOUNTY, COORDINATOR.address())).isEqualTo(second);
    assertThat(rounds.current(COORDINATOR.address(), BOUNTY, COORDINATOR.address()))
        .isEqualTo(second);
    assertThat(rounds.current(STRANGER.address(), BOUNTY, COORDINATOR.address())).isEmpty();
  }

  @Test
  void shouldCallNobodyOnceTheBountyTakesNoSubmissions() {
    database.execute("update bounty set state = 'REVEAL'");
    try {
      requireRefused(
          "no-federated-job", () -> rounds.call(COORDINATOR.address(), call(1, "plan"), NOW));
      record(1);
    } finally {
      database.execute("update bounty set state = 'OPEN'");
    }
    assertThat(log()).containsExactly(entry(1, "metrics"));
  }

  @Test
  void shouldKeepUpdatesOfTheNewestCallOnly() {
    rounds.call(COORDINATOR.address(), call(1, "plan"), NOW);
    rounds.send(ANNA.address(), update(ANNA, 1, 100));
    rounds.send(ANNA.address(), update(ANNA, 1, 100));
    rounds.send(BRUNO.address(), update(BRUNO, 1, 50));

    rounds.call(COORDINATOR.address(), call(1, "plan"), NOW);

    assertThat(rounds.updates(COORDINATOR.address(), BOUNTY))
        .containsExactlyInAnyOrder(
            SentUpdateJson.of(update(ANNA, 1, 100)), SentUpdateJson.of(update(BRUNO, 1, 50)));
    assertThat(rounds.updates(ANNA.address(), BOUNTY)).isEmpty();
    rounds.call(COORDINATOR.address(), call(1, "another plan"), NOW);
    assertThat(rounds.updates(COORDINATOR.address(), BOUNTY)).isEmpty();
  }

  @Test
  void shouldTakeOneUpdateFromEachSiteThatIsInvitedToTheRoundThatIsOn() {
    SentUpdate sent = update(ANNA, 1, 100);
    SignedUpdate forged =
        new SignedUpdate(sent.signed().statement(), update(BRUNO, 1, 100).signed().signature());
    requireRefused("round-over", () -> rounds.send(ANNA.address(), sent));
    rounds.call(COORDINATOR.address(), call(1, "plan"), NOW);

    requireRefused("not-your-statement", () -> rounds.send(BRUNO.address(), sent));
    requireUnsigned(() -> rounds.send(ANNA.address(), new SentUpdate(forged, sent.update())));
    requireRefused("round-over", () -> rounds.send(ANNA.address(), update(ANNA, 2, 100)));
    requireRefused("not-invited", () -> rounds.send(STRANGER.address(), update(STRANGER, 1, 100)));
    rounds.send(ANNA.address(), sent);
    requireRefused("sent-already", () -> rounds.send(ANNA.address(), update(ANNA, 1, 101)));
    jobs.end(COORDINATOR.address(), BOUNTY);
    requireRefused("no-federated-job", () -> rounds.send(BRUNO.address(), update(BRUNO, 1, 50)));
  }

  @Test
  void shouldTakeNoUpdateThatBeganWithAnotherModelThanTheLogEndsWith() {
    record(1);
    rounds.call(COORDINATOR.address(), call(2, "plan"), NOW);
    SiteUpdate right = update(ANNA, 2, 100).signed().statement();
    SiteUpdate wrong =
        new SiteUpdate(JOB, 2, right.site(), right.grant(), 100, model(7), right.update(), 0);

    requireRefused(
        "other-model",
        () ->
            rounds.send(
                ANNA.address(),
                new SentUpdate(SignedUpdate.by(ANNA, wrong), update(ANNA, 2, 100).update())));
    rounds.send(ANNA.address(), update(ANNA, 2, 100));
  }

  @Test
  void shouldRecordEachRoundOnceAndWithoutGaps() {
    rounds.call(COORDINATOR.address(), call(1, "plan"), NOW);
    rounds.send(ANNA.address(), update(ANNA, 1, 100));
    record(1);
    record(1);

    assertThat(rounds.current(ANNA.address(), BOUNTY, COORDINATOR.address())).isEmpty();
    assertThat(rounds.updates(COORDINATOR.address(), BOUNTY)).isEmpty();
    requireRefused(
        "round-recorded", () -> rounds.record(COORDINATOR.address(), entry(1, "other"), NOW));
    requireRefused("round-out-of-order", () -> record(3));
    record(2);
    assertThat(log()).containsExactly(entry(1, "metrics"), entry(2, "metrics"));
  }

  @Test
  void shouldRecordNoRoundThatBeginsWithAnotherModel() {
    record(1);
    FederatedRound second = round(2, "metrics", List.of());
    SiteUpdate update = second.updates().get(0).statement();
    SiteUpdate moved =
        new SiteUpdate(JOB, 2, update.site(), update.grant(), 100, model(7), update.update(), 0);
    FederatedRound broken =
        new FederatedRound(
            JOB,
            2,
            second.plan(),
            model(7),
            second.model(),
            second.checkpoint(),
            second.metrics(),
            List.of(SignedUpdate.by(ANNA, moved)),
            List.of());

    requireRefused(
        "round-out-of-order",
        () ->
            rounds.record(
                COORDINATOR.address(), new RoundEntry(broken, broken.signedBy(COORDINATOR)), NOW));
  }

  @Test
  void shouldRecordNothingThatItsSignersDidNotSign() {
    FederatedRound round = round(1, "metrics", List.of());
    HashSignature others = entry(2, "metrics").signature();
    SignedUpdate update = round.updates().get(0);
    FederatedRound unsigned =
        new FederatedRound(
            JOB,
            1,
            round.plan(),
            round.previousModel(),
            round.model(),
            round.checkpoint(),
            round.metrics(),
            List.of(new SignedUpdate(update.statement(), others)),
            List.of());

    requireRefused(
        "not-your-statement", () -> rounds.record(ANNA.address(), entry(1, "metrics"), NOW));
    requireUnsigned(() -> rounds.record(COORDINATOR.address(), new RoundEntry(round, others), NOW));
    requireUnsigned(
        () ->
            rounds.record(
                COORDINATOR.address(),
                new RoundEntry(unsigned, unsigned.signedBy(COORDINATOR)),
                NOW));
    assertThat(log()).isEmpty();
  }

  @Test
  void shouldBoundARoundAndALog() {
    List<LeftOut> crowd =
        Collections.nCopies(
            FederatedRounds.MAX_SITES, new LeftOut(BRUNO.address(), "\u00e4".repeat(300)));
    FederatedRound crowded = round(1, "metrics", crowd);
    FederatedRound large = round(1, "metrics", crowd.subList(1, crowd.size()));

    assertThatThrownBy(
            () ->
                rounds.record(
                    COORDINATOR.address(),
                    new RoundEntry(crowded, crowded.signedBy(COORDINATOR)),
                    NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tells of 65 sites");
    rounds.record(COORDINATOR.address(), new RoundEntry(large, large.signedBy(COORDINATOR)), NOW);
    assertThat(log()).hasSize(1);
    database.execute(
        "update federated_round set document = rpad(document, ?)", FederatedRounds.MAX_LOG_BYTES);
    requireRefused("log-full", () -> record(2));
  }

  @Test
  void shouldKeepTheLogOfAJobThatHasEndedAndGoOnWithIt() {
    jobs.ready(ANNA.address(), JOB);
    record(1);
    rounds.call(COORDINATOR.address(), call(2, "plan"), NOW);

    jobs.end(COORDINATOR.address(), BOUNTY);

    assertThat(jobs.sites(COORDINATOR.address(), BOUNTY)).isEmpty();
    assertThat(rounds.current(ANNA.address(), BOUNTY, COORDINATOR.address())).isEmpty();
    requireRefused(
        "no-federated-job", () -> rounds.call(COORDINATOR.address(), call(2, "plan"), NOW));
    requireRefused("no-federated-job", () -> record(2));
    assertThat(view().open()).isFalse();
    jobs.open(COORDINATOR.address(), BOUNTY, NOW.plusSeconds(5));
    rounds.call(COORDINATOR.address(), call(2, "plan"), NOW.plusSeconds(9));
    assertThat(view())
        .isEqualTo(
            new FederatedJobView(
                BOUNTY.value(), JOB.coordinator(), true, 1, NOW, NOW.plusSeconds(9)));
    assertThat(rounds.log(BOUNTY, COORDINATOR.address()).orElseThrow().log())
        .isEqualTo(new RoundLog(JOB, List.of(entry(1, "metrics")), List.of()));
    assertThat(rounds.log(BOUNTY, BRUNO.address())).isEmpty();
  }

  private static FederatedJobView view() {
    Wanted wanted =
        new Wanted("-openedAt", Map.of("bounty", BOUNTY.value().hex()), Optional.empty(), 10);
    return jobs.page(wanted).items().get(0);
  }
}
