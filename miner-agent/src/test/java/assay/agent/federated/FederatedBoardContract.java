package assay.agent.federated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.platform.FederatedBoard;
import assay.agent.platform.PlatformRefusedException;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedCall;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.LeftOut;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLog;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedCall;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.round.SiteUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FederatedBoard} does for a coordinator and the sites of an open bounty. A log
 * is for good, so each test goes on where the one before ended.
 */
public abstract class FederatedBoardContract {

  private static final Instant DEADLINE = Instant.parse("2026-03-01T12:00:00Z");

  /**
   * Who takes part.
   *
   * @param anna owns a dataset of the bounty
   * @param bruno owns another
   * @param stranger owns none
   */
  public record People(Account coordinator, Account anna, Account bruno, Account stranger) {}

  private FederatedBoard coordinator;
  private FederatedBoard anna;
  private FederatedBoard bruno;
  private FederatedJob job;
  private int next;

  protected abstract People people();

  protected abstract ContractAt market();

  /** A bounty that takes commits. */
  protected abstract BountyId bounty();

  /** The board in that account's name. */
  protected abstract FederatedBoard board(Account account);

  @BeforeEach
  void openTheJob() {
    coordinator = board(people().coordinator());
    anna = board(people().anna());
    bruno = board(people().bruno());
    job = new FederatedJob(market(), bounty(), people().coordinator().address());
    coordinator.open(bounty());
    next = log().size() + 1;
  }

  @AfterEach
  void endTheJob() {
    coordinator.end(bounty());
  }

  private List<RoundEntry> log() {
    return coordinator.rounds(job).orElseThrow().rounds();
  }

  private SignedCall call(int round, String plan) {
    return SignedCall.by(
        people().coordinator(), new FederatedCall(job, round, cid(plan), DEADLINE));
  }

  private static Cid cid(String content) {
    return Cid.of(Cid.Codec.RAW, content.getBytes(StandardCharsets.UTF_8));
  }

  private static Bytes32 model(int round) {
    return Bytes32.keccak256("model " + round);
  }

  private SentUpdate update(Account site, int round, Bytes32 previousModel, String content) {
    Cid sealed = cid(content + " of " + site.address() + " in round " + round);
    SiteUpdate update =
        new SiteUpdate(
            job,
            round,
            site.address(),
            Bytes32.keccak256("grant"),
            100,
            previousModel,
            sealed.digest(),
            0);
    return new SentUpdate(SignedUpdate.by(site, update), sealed);
  }

  private SentUpdate update(Account site, int round) {
    return update(site, round, model(round - 1), "update");
  }

  private RoundEntry round(int number, Bytes32 previousModel, String metrics) {
    SentUpdate update = update(people().anna(), number, previousModel, "update");
    FederatedRound round =
        new FederatedRound(
            job,
            number,
            cid("plan"),
            previousModel,
            model(number),
            cid("checkpoint " + number),
            Bytes32.keccak256(metrics),
            List.of(update.signed()),
            List.of(new LeftOut(people().bruno().address(), "nothing came within 30 s")));
    return new RoundEntry(round, round.signedBy(people().coordinator()));
  }

  private RoundEntry round(int number) {
    return round(number, model(number - 1), "metrics");
  }

  private static void assertRefused(String code, Runnable deed) {
    assertThatThrownBy(deed::run)
        .isInstanceOfSatisfying(
            PlatformRefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void shouldTellOpenJobsToOwnersOfTheBountysDatasetsOnly() {
    assertThat(anna.jobs()).containsExactly(job);
    assertThat(bruno.jobs()).containsExactly(job);
    assertThat(board(people().stranger()).jobs()).isEmpty();
    coordinator.end(bounty());
    assertThat(anna.jobs()).isEmpty();
  }

  @Test
  void shouldTellWhichSitesAreReady() {
    anna.ready(job);
    bruno.ready(job);
    bruno.ready(job);
    List<Address> both = coordinator.sites(bounty());
    anna.leave(job);

    assertThat(both)
        .containsExactlyInAnyOrder(people().anna().address(), people().bruno().address());
    assertThat(coordinator.sites(bounty())).containsExactly(people().bruno().address());
    assertRefused("not-invited", () -> board(people().stranger()).ready(job));
  }

  @Test
  void shouldTellTheNewestCall() {
    assertThat(anna.current(job)).isEmpty();
    coordinator.call(call(next, "plan"));
    coordinator.call(call(next, "another plan"));

    assertThat(anna.current(job)).contains(call(next, "another plan"));
    assertThat(board(people().stranger()).current(job)).isEmpty();
  }

  @Test
  void shouldCallToNoRoundButTheOneAfterTheLast() {
    coordinator.record(round(next));

    assertRefused("round-out-of-order", () -> coordinator.call(call(next, "plan")));
    assertRefused("round-out-of-order", () -> coordinator.call(call(next + 2, "plan")));
    coordinator.call(call(next + 1, "plan"));

    assertThat(anna.current(job)).contains(call(next + 1, "plan"));
  }

  @Test
  void shouldKeepUpdatesUntilAnotherCall() {
    coordinator.call(call(next, "plan"));
    anna.send(update(people().anna(), next));
    bruno.send(update(people().bruno(), next));
    bruno.send(update(people().bruno(), next));

    coordinator.call(call(next, "plan"));
    List<SentUpdate> kept = coordinator.updates(bounty());
    coordinator.call(call(next, "another plan"));

    assertThat(kept)
        .containsExactlyInAnyOrder(update(people().anna(), next), update(people().bruno(), next));
    assertThat(coordinator.updates(bounty())).isEmpty();
  }

  @Test
  void shouldTakeOneUpdateOfAnInvitedSiteToTheRoundThatIsOn() {
    assertRefused("round-over", () -> anna.send(update(people().anna(), next)));
    coordinator.call(call(next, "plan"));

    assertRefused("round-over", () -> anna.send(update(people().anna(), next + 1)));
    assertRefused(
        "not-invited", () -> board(people().stranger()).send(update(people().stranger(), next)));
    anna.send(update(people().anna(), next));
    assertRefused(
        "sent-already", () -> anna.send(update(people().anna(), next, model(next - 1), "another")));

    assertThat(coordinator.updates(bounty())).containsExactly(update(people().anna(), next));
  }

  @Test
  void shouldTakeNoUpdateThatBeganWithAnotherModelThanTheLastRoundEndedWith() {
    coordinator.record(round(next));
    coordinator.call(call(next + 1, "plan"));

    assertRefused(
        "other-model",
        () -> anna.send(update(people().anna(), next + 1, model(7_000_000), "update")));
  }

  @Test
  void shouldTakeNobodysWordForAnothers() {
    coordinator.call(call(next, "plan"));

    assertRefused("not-your-statement", () -> bruno.send(update(people().anna(), next)));
    assertRefused("not-your-statement", () -> anna.call(call(next, "plan")));
    assertRefused("not-your-statement", () -> anna.record(round(next)));
  }

  @Test
  void shouldTakeNoWordWhoseSignatureDoesNotFit() {
    coordinator.call(call(next, "plan"));
    HashSignature other = call(next, "another plan").signature();
    SentUpdate sent = update(people().anna(), next);
    SignedUpdate forged = new SignedUpdate(sent.signed().statement(), other);

    assertRefused(
        "malformed", () -> coordinator.call(new SignedCall(call(next, "plan").statement(), other)));
    assertRefused("malformed", () -> anna.send(new SentUpdate(forged, sent.update())));
    assertRefused(
        "malformed", () -> coordinator.record(new RoundEntry(round(next).round(), other)));
  }

  @Test
  void shouldEndTheCallOfARoundThatIsRecorded() {
    coordinator.call(call(next, "plan"));
    anna.send(update(people().anna(), next));

    coordinator.record(round(next));

    assertThat(anna.current(job)).isEmpty();
    assertThat(coordinator.updates(bounty())).isEmpty();
    assertRefused("round-over", () -> bruno.send(update(people().bruno(), next)));
  }

  @Test
  void shouldRecordRoundsWithoutGapsAndEachOnce() {
    coordinator.record(round(next));
    coordinator.record(round(next));

    assertRefused(
        "round-recorded", () -> coordinator.record(round(next, model(next - 1), "other metrics")));
    assertRefused("round-out-of-order", () -> coordinator.record(round(next + 2)));
    assertRefused(
        "round-out-of-order",
        () -> coordinator.record(round(next + 1, model(7_000_000), "metrics")));
    coordinator.record(round(next + 1));

    RoundLog log = board(people().stranger()).rounds(job).orElseThrow();
    assertThat(log.anchors()).isEmpty();
    assertThat(log.rounds()).hasSize(next + 1).endsWith(round(next), round(next + 1));
  }

  @Test
  void shouldKeepTheLogOfAJobThatHasEnded() {
    anna.ready(job);
    coordinator.call(call(next, "plan"));
    coordinator.record(round(next));
    coordinator.call(call(next + 1, "plan"));

    coordinator.end(bounty());

    assertThat(anna.current(job)).isEmpty();
    assertThat(coordinator.sites(bounty())).isEmpty();
    assertThat(log()).hasSize(next).endsWith(round(next));
    assertRefused("no-federated-job", () -> coordinator.call(call(next + 1, "plan")));
    assertRefused("no-federated-job", () -> anna.ready(job));
    assertRefused("no-federated-job", () -> anna.send(update(people().anna(), next + 1)));
    coordinator.open(bounty());
    coordinator.call(call(next + 1, "plan"));
  }

  @Test
  void shouldKnowNoRoundsOfAJobThatNeverWas() {
    FederatedJob never = new FederatedJob(market(), bounty(), people().stranger().address());

    assertThat(anna.rounds(never)).isEmpty();
    assertThat(anna.current(never)).isEmpty();
  }
}
