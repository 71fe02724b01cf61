package assay.training.rounds;

import static assay.training.rounds.FederatedWorld.ANNA;
import static assay.training.rounds.FederatedWorld.BOUNTY;
import static assay.training.rounds.FederatedWorld.BRUNO;
import static assay.training.rounds.FederatedWorld.COORDINATOR;
import static assay.training.rounds.FederatedWorld.JOB;
import static assay.training.rounds.FederatedWorld.MARKET;
import static assay.training.rounds.FederatedWorld.NOW;
import static assay.training.rounds.FederatedWorld.STRANGER;
import static assay.training.rounds.FederatedWorld.call;
import static assay.training.rounds.FederatedWorld.cid;
import static assay.training.rounds.FederatedWorld.entry;
import static assay.training.rounds.FederatedWorld.model;
import static assay.training.rounds.FederatedWorld.requireRefused;
import static assay.training.rounds.FederatedWorld.round;
import static assay.training.rounds.FederatedWorld.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.HashSignature;
import assay.registry.dataset.ContractAt;
import assay.training.federated.round.FederatedCall;
import assay.training.federated.round.FederatedCallJson;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.LeftOut;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SentUpdateJson;
import assay.training.federated.round.SignedCall;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.round.SiteUpdate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FederatedRoundsIT {

  private static FederatedWorld world;
  private static FederatedJobs jobs;
  private static FederatedRounds rounds;

  @BeforeAll
  static void prepare() {
    world = new FederatedWorld();
    jobs = world.jobs();
    rounds = world.rounds();
  }

  @AfterAll
  static void drop() {
    world.close();
  }

  @BeforeEach
  void beginAnew() {
    world.beginAnew();
  }

  private static void requireUnsigned(ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not signed by");
  }

  @Test
  void shouldTakeTheCoordinatorsOwnCallsToTheNextRoundOnly() {
    SignedCall forged = new SignedCall(call(1, "plan").statement(), call(1, "other").signature());

    requireRefused("not-your-statement", () -> rounds.call(ANNA.address(), call(1, "plan"), NOW));
    requireUnsigned(() -> rounds.call(COORDINATOR.address(), forged, NOW));
    requireRefused(
        "round-out-of-order", () -> rounds.call(COORDINATOR.address(), call(2, "plan"), NOW));
    rounds.call(COORDINATOR.address(), call(1, "plan"), NOW);
    world.record(1);
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
  void shouldTakeNoWordAboutAnotherDeployment() {
    FederatedJob elsewhere =
        new FederatedJob(new ContractAt(1, MARKET.address()), BOUNTY, JOB.coordinator());
    FederatedCall said = new FederatedCall(elsewhere, 1, cid("plan"), NOW);

    requireRefused(
        "other-deployment",
        () -> rounds.call(COORDINATOR.address(), SignedCall.by(COORDINATOR, said), NOW));
  }

  @Test
  void shouldCallNobodyOnceTheBountyTakesNoSubmissions() {
    world.database().execute("update bounty set state = 'REVEAL'");
    try {
      requireRefused(
          "no-federated-job", () -> rounds.call(COORDINATOR.address(), call(1, "plan"), NOW));
      world.record(1);
    } finally {
      world.database().execute("update bounty set state = 'OPEN'");
    }
    assertThat(world.log()).containsExactly(entry(1, "metrics"));
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
    world.record(1);
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
    world.record(1);
    world.record(1);

    assertThat(rounds.current(ANNA.address(), BOUNTY, COORDINATOR.address())).isEmpty();
    assertThat(rounds.updates(COORDINATOR.address(), BOUNTY)).isEmpty();
    requireRefused(
        "round-recorded", () -> rounds.record(COORDINATOR.address(), entry(1, "other"), NOW));
    requireRefused("round-out-of-order", () -> world.record(3));
    world.record(2);
    assertThat(world.log()).containsExactly(entry(1, "metrics"), entry(2, "metrics"));
  }

  @Test
  void shouldRecordNoRoundThatBeginsWithAnotherModel() {
    world.record(1);
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
    assertThat(world.log()).isEmpty();
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
    assertThat(world.log()).hasSize(1);
    world
        .database()
        .execute(
            "update federated_round set document = rpad(document, ?)",
            FederatedRounds.MAX_LOG_BYTES);
    requireRefused("log-full", () -> world.record(2));
  }

  @Test
  void shouldRecordOneOfTheRoundsThatComeAtOnce() throws Exception {
    int many = 8;
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<Callable<String>> deeds =
          IntStream.range(0, many)
              .<Callable<String>>mapToObj(i -> () -> recorded(entry(1, "metrics " + i)))
              .toList();

      List<String> ends = new ArrayList<>();
      for (Future<String> end : threads.invokeAll(deeds)) {
        ends.add(end.get());
      }

      assertThat(ends).containsOnlyOnce("recorded").containsOnly("recorded", "round-recorded");
      assertThat(world.log()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static String recorded(RoundEntry entry) {
    try {
      rounds.record(COORDINATOR.address(), entry, NOW);
      return "recorded";
    } catch (RoundsRefusedException e) {
      return e.code();
    }
  }
}
