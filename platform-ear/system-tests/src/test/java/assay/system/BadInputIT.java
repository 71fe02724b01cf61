package assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import assay.agent.Agent;
import assay.agent.evaluator.Enrolment;
import assay.agent.evaluator.Evaluator;
import assay.agent.evaluator.NotMeasured;
import assay.agent.evaluator.SeedGiver;
import assay.agent.loop.Caretaker;
import assay.agent.loop.Membership;
import assay.agent.loop.Note;
import assay.agent.platform.PlatformRefusedException;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.RevertedException;
import assay.chain.Wei;
import assay.registry.actor.Role;
import assay.registry.dataset.DatasetOpener;
import assay.registry.dataset.Manifest;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.EnvelopeKind;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.PayoutRole;
import assay.training.ledger.SubmissionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What bad input gets, through the real parts: one network, a bounty for each scenario, all side by
 * side. The third evaluator runs in this JVM with an examiner that lies about one bounty.
 */
@Execution(ExecutionMode.CONCURRENT)
class BadInputIT {

  private static final Duration LONG = Duration.ofMinutes(8);
  private static final Duration SHORT = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String LIED_ABOUT = "gold";
  private static final long LARGEST_EVALUATOR = 900L << 10;

  private static final Scenes SCENES = new Scenes();

  private static Town town;
  private static Agent watcher;
  private static Siege siege;

  @BeforeAll
  static void startTown() throws Exception {
    town = Town.start("bad-input");
    town.network().stop("miner");
    watcher = town.open("watcher");
    town.awaitEvaluators(watcher);
    town.network().stop("evaluator-3");
    employLiar();
    town.employUsher();
    siege = Siege.lay(town, SCENES, LIED_ABOUT);
    town.employ("hurry", new Hurry(town, town.open("hurry"), SCENES));
  }

  @AfterAll
  static void endTown() throws Exception {
    if (town != null) {
      town.end();
    }
  }

  private static void employLiar() {
    String name = "evaluator-3";
    Agent liar = town.open(name);
    town.employ(
        name,
        new Enrolment(liar, town.narrator(name)),
        new SeedGiver(liar, town.narrator(name)),
        new Evaluator(liar, town.narrator(name), new LyingExaminer(LIED_ABOUT), new NotMeasured()),
        new Caretaker(liar, town.narrator(name)));
  }

  @Test
  void shouldGiveTheRewardBackAndKeepTheModelSealedBelowTheThreshold() throws Exception {
    Owner owner = Owner.settle(town, "modest-owner", 0);
    Trainee miner = letIn(owner, "modest-miner");

    Job job = Job.post(town, "modest-researcher", wish(owner, "0.999"));
    expectSubmissions(job, 1);
    BountyFacts end = job.awaitEnd(LONG);

    assertThat(end.state()).isEqualTo(BountyState.REFUNDED);
    assertThat(end.submission(miner.agent().address()).orElseThrow().status())
        .isEqualTo(SubmissionStatus.SCORED);
    assertThat(Job.paid(end, PayoutRole.RESEARCHER)).isEqualTo(Job.MONEY.reward());
    assertThat(Job.paid(end, PayoutRole.PANEL))
        .isEqualTo(Job.MONEY.panelFee().plus(Job.MONEY.evaluationFee()));
    assertThat(Job.paid(end, PayoutRole.SUBMITTER)).isEqualTo(Job.MONEY.stake());
    assertThat(Job.paid(end, PayoutRole.MINER)).isEqualTo(Wei.ZERO);
    assertThat(job.researcher().platform().fetch(EnvelopeKind.CHECKPOINT_KEY, job.id().value()))
        .isEmpty();
  }

  @Test
  void shouldRefuseTheKeyOfARevokedGrant() throws Exception {
    Owner owner = Owner.settle(town, "wavering-owner", 0);
    Agent grantee = town.open("wavering-grantee");
    new Membership(grantee, Role.MINER).advance();
    AccessGrant grant = owner.grant(grantee.address(), HOUR);
    owner.deliverOnceKnown(grant);
    Bytes32 id = grant.id().value();
    assertThat(grantee.platform().fetch(EnvelopeKind.VERSION_KEY, id)).hasSize(1);

    owner.agent().ledger().revoke(grant.id());

    PlatformRefusedException refusal = awaitRefusal(grantee, id, "grant-revoked");
    assertThat(refusal.status()).isEqualTo(403);
    assertThat(refusal)
        .hasMessageContaining("was revoked by the owner")
        .hasMessageContaining("ask him");
  }

  @Test
  void shouldRefuseTheKeyOfAnExpiredGrant() throws Exception {
    Owner owner = Owner.settle(town, "brief-owner", 0);
    Agent grantee = town.open("brief-grantee");
    new Membership(grantee, Role.MINER).advance();
    Scenes.Hold hold = SCENES.hold();
    AccessGrant grant = owner.grant(grantee.address(), Duration.ofSeconds(20));
    owner.deliverOnceKnown(grant);
    hold.end();

    PlatformRefusedException refusal = awaitRefusal(grantee, grant.id().value(), "grant-expired");

    assertThat(refusal.status()).isEqualTo(403);
    assertThat(refusal).hasMessageContaining("has expired").hasMessageContaining("ask the owner");
  }

  @Test
  void shouldTellTheMinerWhatToDoAboutADeadGrant() throws Exception {
    Owner owner = Owner.settle(town, "fickle-owner", 0);
    Trainee miner = Trainee.settle(town, "hopeful-miner");
    AccessGrant grant = owner.grant(miner.agent().address(), HOUR);
    owner.agent().ledger().revoke(grant.id());

    Job job = Job.post(town, "fickle-researcher", wish(owner, "0.5"));
    Note note = town.notes().await(miner.name(), "grant-over", LONG);
    expectSubmissions(job, 0);

    assertThat(note.message()).contains("was revoked by the owner").contains("ask him");
    assertThat(note.details()).containsEntry("reason", "grant-revoked");
  }

  @Test
  void shouldPostAgainWhatTheMarketRefused() throws Exception {
    Owner owner = Owner.settle(town, "ready-owner", 0);
    Job.Wish wish = wish(owner, "0.5");
    BountyTerms.Windows tooShort = new BountyTerms.Windows(1, 1, 1, 1, 1, 1, 1, 1, 1);

    String name = "hasty-researcher";
    Agent researcher = town.open(name);

    assertThatThrownBy(() -> Job.post(town, name, researcher, wish, tooShort))
        .isInstanceOf(RevertedException.class);
    Job job = Job.post(town, name, researcher, wish, Job.WINDOWS);

    assertThat(job.facts().state().isFinal()).isFalse();
    expectSubmissions(job, 0);
  }

  @Test
  void shouldRefuseADatasetWithAFlippedBit() throws Exception {
    Owner owner = Owner.settle(town, "careless-owner", 0);
    Trainee miner = letIn(owner, "careful-miner");
    Manifest manifest =
        new DatasetOpener(watcher.store(), watcher.ledger().registry())
            .manifest(owner.version(), watcher.ledger().version(owner.version()).orElseThrow());
    Siege.flipBit(town, manifest.payload().cid());

    Job job = Job.post(town, "careless-researcher", wish(owner, "0.5"));
    Note note =
        town.notes()
            .await(
                miner.name(),
                LONG,
                told ->
                    told.event().equals("waiting") && told.subject().equals(job.id().toString()));
    expectSubmissions(job, 0);
    BountyFacts end = job.awaitEnd(LONG);

    assertThat(note.message()).contains(manifest.payload().cid().text());
    assertThat(end.state()).isEqualTo(BountyState.REFUNDED);
    assertThat(end.submissions()).isEmpty();
    assertThat(filesIn(miner.agent().home().work())).isEmpty();
    assertThat(town.notes().of(miner.name(), "training-begins")).isEmpty();
  }

  @Test
  void shouldVoidHostileCheckpointsInFlatMemory() throws Exception {
    long process = town.network().process("evaluator-1").pid();

    BountyFacts end = siege.end();

    assertThat(end.state()).isEqualTo(BountyState.SETTLED);
    assertThat(end.winner()).contains(siege.miner(Siege.AUTHOR));
    assertThat(siege.lies()).hasSize(6);
    for (String lie : siege.lies()) {
      assertThat(end.submission(siege.miner(lie)).orElseThrow().status())
          .as(lie)
          .isEqualTo(SubmissionStatus.INVALID);
    }
    town.network().requireAlive();
    assertThat(town.network().process("evaluator-1").pid()).isEqualTo(process);
    assertThat(ProcessMemory.peakKibibytes(process)).isLessThan(LARGEST_EVALUATOR);
  }

  @Test
  void shouldVoidACheckpointWithAFlippedBit() throws Exception {
    BountyFacts end = siege.end();

    assertThat(end.submission(siege.miner(Siege.ROTTEN)).orElseThrow().status())
        .isEqualTo(SubmissionStatus.INVALID);
  }

  @Test
  void shouldLetTheEarlierCommitStandAgainstCopies() throws Exception {
    BountyFacts end = siege.end();

    assertThat(siege.echoRefused()).isEqualTo("WrongOpening");
    assertThat(end.winner()).contains(siege.miner(Siege.AUTHOR));
    assertThat(end.submission(siege.miner(Siege.THIEF)).orElseThrow().status())
        .isEqualTo(SubmissionStatus.STRUCK);
    assertThat(end.submission(siege.miner(Siege.PARROT)).orElseThrow().status())
        .isEqualTo(SubmissionStatus.COMMITTED);
  }

  @Test
  void shouldKeepTheMedianAndSlashALyingEvaluator() throws Exception {
    BountyFacts end = siege.end();

    Wei slash = Wei.ofEther("0.015");
    assertThat(end.winnerCount().orElseThrow()).isGreaterThan(100);
    ChainEvent slashed = only(siege.job().events("Slashed"));
    assertThat(slashed.address("evaluator"))
        .isEqualTo(town.network().home("evaluator-3").account().address());
    assertThat(slashed.number("reason")).isEqualTo(1);
    assertThat(slashed.wei("amount")).isEqualTo(slash);
    assertThat(only(siege.job().events("PanelDrawn")).wei("seatLock"))
        .isEqualTo(Wei.ofEther("0.15"));
    assertThat(siege.job().burnedIn(slashed)).contains(slash);
  }

  @Test
  void shouldPayTheMinerThoughTheResearcherDeniesThatTheKeyCame() throws Exception {
    Owner owner = Owner.settle(town, "sold-owner", 0);
    letIn(owner, "denied-miner");
    Job job = Job.post(town, "denying-researcher", wish(owner, "0.5"));
    SCENES.set(
        job.id(),
        bounty ->
            bounty.state() == BountyState.DELIVERING
                ? Optional.empty()
                : Lull.undisturbed(town, 1).of(bounty));
    Agent researcher = job.researcher();
    researcher.ensureAvailable(job.facts().complaintBond());

    job.await(BountyState.DELIVERING, LONG);
    researcher.sender().send(researcher.market().complain(job.id()));
    BountyFacts end = job.awaitEnd(LONG);

    assertThat(end.state()).isEqualTo(BountyState.SETTLED);
    assertThat(end.publishedKey()).isPresent();
    assertThat(Job.paid(end, PayoutRole.MINER)).isEqualTo(Wei.ofEther("0.225"));
    assertThat(Job.paid(end, PayoutRole.RESEARCHER)).isEqualTo(Wei.ZERO);
  }

  @Test
  void shouldLeaveAHostileBountyAloneAndTakeTheNext() throws Exception {
    Owner owner = Owner.settle(town, "famous-owner", 0);
    Trainee miner = letIn(owner, "level-headed-miner");

    BountyId hostile = HostileBounty.post(town, "megalomaniac", owner.version());
    Note left =
        town.notes()
            .await(
                miner.name(),
                LONG,
                note ->
                    note.event().equals("left-alone") && note.subject().equals(hostile.toString()));
    SCENES.set(hostile, Lull.undisturbed(town, 0));
    Job job = Job.post(town, "famous-researcher", wish(owner, "0.5"));
    expectSubmissions(job, 1);
    Note committed = town.notes().await(miner.name(), "committed", LONG);

    assertThat(left.message()).contains("2000000000");
    assertThat(committed.subject()).isEqualTo(job.id().toString());
    assertThat(town.notes().of(miner.name(), "left-alone")).hasSize(1);
  }

  /** A miner who has a grant on the owner's data, and its key. */
  private static Trainee letIn(Owner owner, String name) throws Exception {
    Trainee miner = Trainee.settle(town, name);
    owner.deliverOnceKnown(owner.grant(miner.agent().address(), HOUR));
    return miner;
  }

  private static void expectSubmissions(Job job, int count) {
    SCENES.set(job.id(), Lull.undisturbed(town, count));
  }

  private static Job.Wish wish(Owner owner, String threshold) {
    return new Job.Wish(Models.softmax("output"), threshold, List.of(owner.version()));
  }

  private static PlatformRefusedException awaitRefusal(Agent grantee, Bytes32 grant, String code)
      throws InterruptedException {
    return Wait.forSome(
        code,
        SHORT,
        () ->
            Stream.ofNullable(
                    catchThrowableOfType(
                        PlatformRefusedException.class,
                        () -> grantee.platform().fetch(EnvelopeKind.VERSION_KEY, grant)))
                .filter(refusal -> refusal.code().equals(code))
                .findFirst());
  }

  private static ChainEvent only(List<ChainEvent> events) {
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
