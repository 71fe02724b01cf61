package assay.agent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.loop.Note;
import assay.agent.miner.JobTrainer.Trained;
import assay.chain.Account;
import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import assay.registry.content.Cid;
import assay.training.bounty.BountyId;
import assay.training.checkpoint.Weights;
import assay.training.data.Digits;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.LeftOut;
import assay.training.federated.round.RoundAudit;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLog;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.site.SiteTraining;
import assay.training.run.SoftmaxRegressionEngine;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole jobs of a coordinator and three sites, on an engine that trains. */
@Timeout(180)
class FederatedTrainingTest {

  private static final SoftmaxRegressionEngine ENGINE =
      new SoftmaxRegressionEngine(System::nanoTime);

  /** Before and after each thing done to the world in two rounds. */
  private static final int COORDINATOR_MOMENTS = 2 + 2 * 6 + 2;

  private static final int SITE_MOMENTS = 2 + 2 * 2;

  @TempDir private Path folder;
  private Federation federation = new Federation(Path.of("."), 1, 1);

  private Federation gather(int rounds, int leastSites) {
    federation = new Federation(folder, rounds, leastSites);
    return federation;
  }

  @AfterEach
  void part() {
    federation.close();
  }

  private static double accuracy(Trained trained) {
    return (double)
            ENGINE
                .evaluate(Federation.MODEL, trained.reached().weights(), Digits.load().test())
                .correct()
        / Digits.TEST_SAMPLES;
  }

  private List<FederatedRound> rounds() {
    return federation.log().rounds().stream().map(RoundEntry::round).toList();
  }

  private static List<String> sites(FederatedRound round) {
    return round.updates().stream()
        .map(SignedUpdate::statement)
        .map(said -> said.site().hex())
        .toList();
  }

  private static String hex(Account account) {
    return account.address().hex();
  }

  private void auditHolds() {
    List<LogClaim> claims = new RoundAudit(federation.log()).against(federation.anchors);
    assertThat(claims).allSatisfy(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.HOLDS));
  }

  @Test
  void shouldTrainOneModelOnDataThatStaysWhereItIsAndLeaveALogThatHolds() {
    gather(6, 2).employAll();

    Trained trained = federation.lead();

    assertThat(accuracy(trained)).isGreaterThan(0.85);
    assertThat(rounds())
        .hasSize(6)
        .allSatisfy(round -> assertThat(round.updates()).hasSize(3))
        .allSatisfy(round -> assertThat(round.leftOut()).isEmpty());
    assertThat(rounds().get(5).model()).isEqualTo(trained.reached().weights().sha256());
    assertThat(trained.circumstances())
        .containsEntry("federated_rounds", "6")
        .containsEntry("federated_sites", "3");
    assertThat(federation.told("federated-round"))
        .extracting(note -> note.details().get("sites"))
        .isEqualTo(rounds().stream().map(FederatedTrainingTest::named).toList());
    auditHolds();
  }

  private static String named(FederatedRound round) {
    return round.updates().stream()
        .map(update -> update.statement().site().hex())
        .collect(Collectors.joining(","));
  }

  /** The definition, written down slowly: the mean of the sites' steps by their samples. */
  @Test
  void shouldReachWhatFederatedAveragingIsDefinedAs() {
    gather(2, 3).employAll();

    Trained trained = federation.lead();

    Weights common = first();
    for (int round = 1; round <= 2; round++) {
      common = averaged(common, round);
    }
    assertThat(trained.reached().weights()).isEqualTo(common);
  }

  private Weights first() {
    TrainingListener oneEpoch =
        new TrainingListener() {
          @Override
          public boolean wantsStop() {
            return true;
          }
        };
    TrainingState state = ENGINE.train(federation.run().job(), oneEpoch);
    return state.weights();
  }

  private Weights averaged(Weights common, int round) {
    float[] next = common.flat();
    double[] sums = new double[next.length];
    double samples = 0;
    List<Account> inOrder =
        Federation.OWNERS.stream()
            .sorted((one, other) -> one.address().compareTo(other.address()))
            .toList();
    for (Account owner : inOrder) {
      SiteTraining training = federation.training(owner);
      long seed = SiteTraining.seed(Federation.JOB, round, federation.grantOf(owner).value());
      float[] update = training.train(ENGINE, common, seed, TrainingListener.NONE);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += (double) training.data().size() * update[i];
      }
      samples += training.data().size();
    }
    for (int i = 0; i < next.length; i++) {
      next[i] = (float) (next[i] + (double) (float) (sums[i] / samples));
    }
    return Weights.of(Federation.MODEL, next);
  }

  /** Time passes only while nobody but Clara is waited for. */
  @Test
  void shouldGoOnWithoutASiteThatNeverAnswers() {
    gather(3, 2);
    federation.standIdle(Federation.CLARA);
    federation.employ(Federation.ANNA);
    federation.employ(Federation.BRUNO);
    federation.passTimeWhen(areIn(2));

    Trained trained = federation.lead();

    assertThat(accuracy(trained)).isGreaterThan(0.8);
    assertThat(rounds()).hasSize(3);
    assertThat(rounds().get(0).leftOut())
        .singleElement()
        .satisfies(left -> assertThat(left.site()).isEqualTo(Federation.CLARA.address()))
        .extracting(LeftOut::why)
        .isEqualTo("Nothing came within 1800 s.");
    assertThat(federation.told("round-called"))
        .extracting(note -> note.details().get("called"))
        .containsExactly("3", "3", "2");
    auditHolds();
  }

  private BooleanSupplier areIn(int updates) {
    return () ->
        federation.board.of(Federation.COORDINATOR.address()).updates(Federation.BOUNTY).size()
            == updates;
  }

  @Test
  void shouldCallAgainWhenTooFewCameAndTakeTheSameUpdates() throws IOException {
    gather(1, 3);
    federation.standIdle(Federation.CLARA);
    federation.employ(Federation.ANNA);
    federation.employ(Federation.BRUNO);
    AtomicBoolean isThere = new AtomicBoolean();
    federation.passTimeWhen(() -> !isThere.get() && areIn(2).getAsBoolean());
    federation.listen(
        note -> {
          if (note.event().equals("too-few-updates") && !isThere.getAndSet(true)) {
            federation.employ(Federation.CLARA);
          }
        });

    federation.lead();

    assertThat(federation.told("too-few-updates")).hasSize(1);
    assertThat(federation.told("round-called")).hasSize(2);
    assertThat(sites(rounds().get(0))).hasSize(3);
    assertThat(Files.readAllLines(federation.journal(hex(Federation.ANNA)))).hasSize(1);
    auditHolds();
  }

  @Test
  void shouldLeaveOutWhoseGrantIsRevokedWhileTheRoundIsOn() {
    gather(2, 2).employAll();
    AtomicBoolean isRevoked = new AtomicBoolean();
    federation.replaceBoard(
        board ->
            new DelegatingBoard(board) {
              @Override
              public List<SentUpdate> updates(BountyId bounty) {
                List<SentUpdate> sent = super.updates(bounty);
                if (sent.size() == 3 && !isRevoked.getAndSet(true)) {
                  federation.revoke(Federation.BRUNO);
                }
                return sent;
              }
            });

    federation.lead();

    assertThat(sites(rounds().get(0))).doesNotContain(hex(Federation.BRUNO)).hasSize(2);
    assertThat(rounds().get(0).leftOut())
        .singleElement()
        .extracting(LeftOut::why)
        .asString()
        .contains("Its grant " + federation.grantOf(Federation.BRUNO), "was revoked");
    assertThat(sites(rounds().get(1))).hasSize(2);
    assertThat(rounds().get(1).leftOut()).isEmpty();
    auditHolds();
  }

  /** Killed before or after anything that he does to the world, he ends as if he had not been. */
  @Test
  void shouldReachTheSameModelWhereverTheCoordinatorIsKilled() throws IOException {
    int moments = killedAt(Integer.MAX_VALUE).moments();
    Weights unkilled = first();
    for (int round = 1; round <= 2; round++) {
      unkilled = averaged(unkilled, round);
    }

    for (int moment = 0; moment < moments; moment++) {
      federation.close();
      killedAt(moment);
      Trained trained = federation.lead();

      assertThat(trained.reached().weights()).as("moment %d", moment).isEqualTo(unkilled);
      assertThat(rounds()).as("moment %d", moment).hasSize(2);
      auditHolds();
    }
    assertThat(moments).isEqualTo(COORDINATOR_MOMENTS);
  }

  /** Killed in this process, by an exception: each site once, and the coordinator. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldReachTheSameModelWhereverSitesAndCoordinatorAreKilled(long seed) throws IOException {
    gather(2, 3);
    SplittableRandom random = new SplittableRandom(seed);
    for (Account owner : Federation.OWNERS) {
      Mortality mortality = new Mortality(random.nextInt(SITE_MOMENTS));
      federation.employ(owner, mortality.over(federation.board.of(owner.address())));
    }
    Mortality mortality = new Mortality(random.nextInt(COORDINATOR_MOMENTS));
    federation.replaceBoard(mortality::over);
    RoundAnchors anchors = mortality.over(federation::anchor);
    assertThatThrownBy(() -> federation.lead(anchors)).isInstanceOf(Mortality.Killed.class);

    Trained trained = federation.lead(anchors);

    Weights unkilled = averaged(averaged(first(), 1), 2);
    assertThat(trained.reached().weights()).isEqualTo(unkilled);
    assertThat(rounds()).hasSize(2).allSatisfy(round -> assertThat(sites(round)).hasSize(3));
    for (Account owner : Federation.OWNERS) {
      assertThat(Files.readAllLines(federation.journal(hex(owner)))).hasSize(2);
    }
    assertThat(federation.deaths()).isBetween(1, 3);
    auditHolds();
  }

  @Test
  void shouldTellAPlatformThatLostItsDatabaseOfAllRoundsAgain() {
    gather(2, 3).employAll();
    Trained trained = federation.lead();
    RoundLog before = federation.log();
    federation.loseBoard();

    assertThat(federation.lead().reached().weights()).isEqualTo(trained.reached().weights());
    assertThat(federation.log()).isEqualTo(before);
  }

  private Mortality killedAt(int moment) throws IOException {
    federation = new Federation(Files.createDirectory(folder.resolve("killed-" + moment)), 2, 3);
    Mortality mortality = new Mortality(moment);
    federation.employAll();
    federation.replaceBoard(mortality::over);
    try {
      federation.lead(mortality.over(federation::anchor));
    } catch (Mortality.Killed killed) {
      assertThat(killed).hasMessageContaining("moment " + moment);
    }
    federation.replaceBoard(UnaryOperator.identity());
    return mortality;
  }

  @Test
  void shouldTakeASiteBackThatLeftAndCameAgain() {
    gather(3, 2).employAll();
    federation.listen(
        note -> {
          if (isRound(note, "round-published", "1")) {
            federation.retire(Federation.ANNA);
          } else if (isRound(note, "round-published", "2")) {
            federation.employ(Federation.ANNA);
            federation.awaitReady(Federation.ANNA);
          }
        });

    federation.lead();

    assertThat(rounds()).extracting(round -> sites(round).size()).containsExactly(3, 2, 3);
    assertThat(sites(rounds().get(1))).doesNotContain(hex(Federation.ANNA));
    auditHolds();
  }

  private static boolean isRound(Note note, String event, String round) {
    return note.event().equals(event) && round.equals(note.details().get("round"));
  }

  @Test
  void shouldNotCallWhomNothingCanBeSealedTo() {
    gather(1, 2).employAll();
    federation.loseKey(Federation.ANNA);

    federation.lead();

    assertThat(sites(rounds().get(0))).hasSize(2).doesNotContain(hex(Federation.ANNA));
  }

  /** It comes back after some rests, and no time passes: nobody is left out for that. */
  @Test
  void shouldGoOnWhenTheBoardWasAway() {
    gather(2, 3).employAll();
    AtomicInteger rests = new AtomicInteger();
    federation.passTimeWhen(
        () -> {
          if (rests.incrementAndGet() == 3) {
            federation.board.setAway(false);
          }
          return false;
        });
    federation.listen(
        note -> {
          if (isRound(note, "round-called", "2")) {
            rests.set(0);
            federation.board.setAway(true);
          }
        });

    federation.lead();

    assertThat(rounds()).hasSize(2).allSatisfy(round -> assertThat(round.updates()).hasSize(3));
    assertThat(federation.told("waiting")).isNotEmpty();
  }

  @Test
  void shouldEndWithWhatIsReachedBeforeNothingCanBeCommittedAnyMore() {
    gather(9, 3).employAll();
    federation.listen(
        note -> {
          if (isRound(note, "round-published", "2")) {
            federation.setLeft(Duration.ZERO);
          }
        });

    Trained trained = federation.lead();

    assertThat(rounds()).hasSize(2);
    assertThat(rounds().get(1).model()).isEqualTo(trained.reached().weights().sha256());
    assertThat(federation.told("ends-early")).hasSize(1);
  }

  /** While it is on, whoever looks at the log finds its files; after it only the newest model. */
  @Test
  void shouldHaveTheStoreKeepPlansAndModelsUntilTheCheckpointIsSafe() {
    gather(2, 3).employAll();
    federation.lead();
    List<FederatedRound> rounds = rounds();
    federation.close();

    assertThat(rounds).allSatisfy(round -> assertThat(isPinned(round.plan())).isTrue());
    assertThat(rounds).allSatisfy(round -> assertThat(isPinned(round.checkpoint())).isTrue());

    federation.endTheJob();

    assertThat(rounds).allSatisfy(round -> assertThat(isPinned(round.plan())).isFalse());
    assertThat(isPinned(rounds.get(0).checkpoint())).isFalse();
    assertThat(isPinned(rounds.get(1).checkpoint())).isTrue();
  }

  private boolean isPinned(Cid cid) {
    return federation.store.isPinned(cid);
  }
}
