package assay.agent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.agent.joint.WeightStore;
import assay.agent.loop.Note;
import assay.agent.platform.FederatedBoard;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.seal.AgeIdentity;
import assay.training.checkpoint.Weights;
import assay.training.federated.round.FederatedCall;
import assay.training.federated.round.FederatedPlan;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedCall;
import assay.training.federated.round.SiteUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A site and a coordinator who calls it to whatever he likes. */
@Timeout(60)
class SiteRoundsTest {

  private static final long LONG = Duration.ofSeconds(30).toNanos();
  private static final Weights ZERO = filled(0);
  private static final Weights OTHER = filled(0.25f);

  @TempDir private Path folder;
  private Federation federation = new Federation(Path.of("."), 2, 1);
  private FederatedBoard board = federation.board.of(Federation.COORDINATOR.address());

  private static Weights filled(float value) {
    float[] flat = new float[(int) Federation.MODEL.parameterCount()];
    Arrays.fill(flat, value);
    return Weights.of(Federation.MODEL, flat);
  }

  @BeforeEach
  void gather() {
    federation = new Federation(folder, 2, 1);
    board = federation.board.of(Federation.COORDINATOR.address());
    board.open(Federation.BOUNTY);
    federation.employ(Federation.ANNA);
  }

  @AfterEach
  void part() {
    federation.close();
  }

  private void call(int round, Weights model) {
    call(round, model, model.sha256());
  }

  private void call(int round, Weights model, Bytes32 named) {
    WeightStore store = new WeightStore(federation.store);
    AgeIdentity key = AgeIdentity.generate(new SecureRandom());
    Cid cid = store.seal(model, key.recipient());
    FederatedPlan plan =
        new FederatedPlan(
            Federation.BOUNTY.value(),
            Federation.COORDINATOR.address(),
            round,
            named,
            cid,
            List.of(
                new FederatedPlan.Site(
                    Federation.ANNA.address(),
                    federation.version(Federation.ANNA).dataset().value(),
                    1,
                    federation.grantOf(Federation.ANNA).value(),
                    Federation.data(Federation.ANNA).size(),
                    store.sealKey(key, federation.identity(Federation.ANNA).recipient()))));
    FederatedCall call =
        new FederatedCall(Federation.JOB, round, store.put(plan.json()), Instant.EPOCH);
    board.call(SignedCall.by(Federation.COORDINATOR, call));
  }

  private static void await(BooleanSupplier holds) {
    long end = System.nanoTime() + LONG;
    while (!holds.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  private SentUpdate update() {
    await(() -> !board.updates(Federation.BOUNTY).isEmpty());
    return board.updates(Federation.BOUNTY).get(0);
  }

  private String passed() {
    await(() -> !federation.told("round-passed").isEmpty());
    assertThat(board.updates(Federation.BOUNTY)).isEmpty();
    return federation.told("round-passed").stream().map(Note::message).findFirst().orElseThrow();
  }

  @Test
  void shouldSayWhatItSentUnderWhichGrant() {
    call(1, ZERO);

    SiteUpdate said = update().signed().statement();

    assertThat(said.samples()).isEqualTo(Federation.data(Federation.ANNA).size());
    assertThat(said.grant()).isEqualTo(federation.grantOf(Federation.ANNA).value());
    assertThat(said.previousModel()).isEqualTo(ZERO.sha256());
    assertThat(update().signed().isSigned()).isTrue();
  }

  @Test
  void shouldSendTheSameUpdateWhenItIsCalledToTheSameRoundAgain() {
    call(1, ZERO);
    SentUpdate first = update();

    call(1, ZERO);

    assertThat(update()).isEqualTo(first);
  }

  /** Two updates of one round tell more of the data than one. */
  @Test
  void shouldAnswerARoundOnceWhateverModelItIsCalledWith() {
    call(1, ZERO);
    update();

    call(1, OTHER);

    assertThat(passed()).contains("It answered round 1 from model " + ZERO.sha256() + " already");
  }

  @Test
  void shouldSendWhatItWroteDownWhenItIsKilledBeforeItSentIt() throws IOException {
    call(1, ZERO);
    SentUpdate first = update();
    federation.retire(Federation.ANNA);
    List<String> written = Files.readAllLines(federation.journal(Federation.ANNA.address().hex()));
    call(1, ZERO);
    assertThat(board.updates(Federation.BOUNTY)).isEmpty();

    federation.employ(Federation.ANNA);

    assertThat(update()).isEqualTo(first);
    assertThat(Files.readAllLines(federation.journal(Federation.ANNA.address().hex())))
        .isEqualTo(written);
  }

  @Test
  void shouldLetNoLongerUpdateOutThanItsOwnerAllows() {
    federation.retire(Federation.ANNA);
    federation.boundUpdates(0.01);
    federation.employ(Federation.ANNA);
    call(1, ZERO);

    float[] moved =
        new WeightStore(federation.store)
            .open(update().update(), Federation.MODEL, federation.identity(Federation.COORDINATOR))
            .flat();

    double squares = 0;
    for (float each : moved) {
      squares += (double) each * each;
    }
    assertThat(Math.sqrt(squares)).isCloseTo(0.01, within(1e-6));
    assertThat(federation.told("update-shortened")).hasSize(1);
  }

  @Test
  void shouldNotTrainUnderAGrantThatWasRevoked() {
    federation.revoke(Federation.ANNA);

    call(1, ZERO);

    assertThat(passed()).contains("Grant " + federation.grantOf(Federation.ANNA), "was revoked");
  }

  @Test
  void shouldNotTrainFromAnotherModelThanThePlanNames() {
    call(1, ZERO, OTHER.sha256());

    assertThat(passed()).contains("is not the one that the plan names");
  }

  /** The board does not know how many there are. */
  @Test
  void shouldTrainNoMoreRoundsThanTheBountyAsksFor() {
    federation.leadBeyond(3);
    federation.revoke(Federation.BRUNO);
    federation.revoke(Federation.CLARA);
    federation.passTimeWhen(() -> !federation.told("round-passed").isEmpty());
    federation.listen(
        note -> {
          if (note.event().equals("too-few-updates")) {
            federation.setLeft(Duration.ofSeconds(-1));
          }
        });

    federation.lead();

    assertThat(federation.told("round-passed"))
        .extracting(Note::message)
        .anyMatch(message -> message.contains("The bounty asks for 2 rounds; this is round 3."));
  }
}
