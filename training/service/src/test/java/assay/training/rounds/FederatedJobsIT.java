package assay.training.rounds;

import static assay.training.rounds.FederatedWorld.ANNA;
import static assay.training.rounds.FederatedWorld.BOUNTY;
import static assay.training.rounds.FederatedWorld.BRUNO;
import static assay.training.rounds.FederatedWorld.COORDINATOR;
import static assay.training.rounds.FederatedWorld.JOB;
import static assay.training.rounds.FederatedWorld.MARKET;
import static assay.training.rounds.FederatedWorld.NOW;
import static assay.training.rounds.FederatedWorld.STRANGER;
import static assay.training.rounds.FederatedWorld.asset;
import static assay.training.rounds.FederatedWorld.call;
import static assay.training.rounds.FederatedWorld.entry;
import static assay.training.rounds.FederatedWorld.requireRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.database.Columns;
import assay.registry.dataset.ContractAt;
import assay.registry.listing.Wanted;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedJobJson;
import assay.training.federated.round.RoundLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FederatedJobsIT {

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

  @Test
  void shouldOpenJobsOfMinersForBountiesThatTakeSubmissions() {
    BountyId over = new BountyId(Bytes32.keccak256("over"));
    world.post(over);
    world.database().execute("update bounty set state = 'REVEAL' where id = ?", over.value().hex());

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
    world.post(next);

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
    world
        .database()
        .execute(
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

    world.database().execute("update bounty set state = 'REVEAL'");
    assertThat(jobs.of(ANNA.address())).isEmpty();
    world.database().execute("update bounty set state = 'OPEN'");
    world.database().execute("update asset set retired = true where id = ?", asset(0));
    assertThat(jobs.of(ANNA.address())).isEmpty();
    world.database().execute("update asset set retired = false");
    jobs.end(COORDINATOR.address(), BOUNTY);
    assertThat(jobs.of(ANNA.address())).isEmpty();
  }

  @Test
  void shouldKnowWhichInvitedSitesAreReady() {
    jobs.ready(ANNA.address(), JOB);
    jobs.ready(BRUNO.address(), JOB);
    jobs.ready(BRUNO.address(), JOB);
    List<Address> both = jobs.sites(COORDINATOR.address(), BOUNTY);
    world
        .database()
        .execute("update asset set owner = ? where id = ?", STRANGER.address().hex(), asset(1));
    List<Address> afterTransfer = jobs.sites(COORDINATOR.address(), BOUNTY);
    world
        .database()
        .execute("update asset set owner = ? where id = ?", BRUNO.address().hex(), asset(1));
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
  void shouldKeepTheLogOfAJobThatHasEndedAndGoOnWithIt() {
    jobs.ready(ANNA.address(), JOB);
    world.record(1);
    rounds.call(COORDINATOR.address(), call(2, "plan"), NOW);

    jobs.end(COORDINATOR.address(), BOUNTY);

    assertThat(jobs.sites(COORDINATOR.address(), BOUNTY)).isEmpty();
    assertThat(rounds.current(ANNA.address(), BOUNTY, COORDINATOR.address())).isEmpty();
    requireRefused(
        "no-federated-job", () -> rounds.call(COORDINATOR.address(), call(2, "plan"), NOW));
    requireRefused("no-federated-job", () -> world.record(2));
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
