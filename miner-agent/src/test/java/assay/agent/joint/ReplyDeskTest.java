package assay.agent.joint;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Account;
import assay.chain.Address;
import assay.registry.content.Cid;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Sealer;
import assay.training.checkpoint.Safetensors;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.pool.JointRound.Contribution;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundPlan;
import assay.training.pool.RoundPlan.Part;
import assay.training.pool.RoundReply;
import assay.training.pool.StepGuard;
import assay.training.pool.Turn;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a member can send instead of honest weights is refused by name. */
class ReplyDeskTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Turn TURN = new Turn(Team.OPERATOR.address(), Team.JOB, 3);

  @TempDir private Path folder;
  private Team team;
  private WeightStore store;
  private RoundPlan plan;
  private RoundCall call;
  private ReplyDesk desk;

  @BeforeEach
  void call() {
    team = new Team(folder);
    store = new WeightStore(team.store);
    List<Part> parts =
        List.of(Team.OPERATOR, Team.ANNA, Team.BRUNO).stream()
            .map(Account::address)
            .sorted()
            .map(member -> new Part(member, 0, 10, ""))
            .toList();
    List<Part> stretched =
        List.of(
            parts.get(0),
            new Part(parts.get(1).member(), 10, 10, ""),
            new Part(parts.get(2).member(), 20, 10, ""));
    Cid weights = store.put(new byte[] {1});
    plan = new RoundPlan(Team.JOB.value(), 3, 9, 16, List.of(Team.DATA), 30, weights, stretched);
    call = new RoundCall(Team.REGISTRY, TURN, store.put(plan.json()), NOW);
    desk = desk();
  }

  /** Who began with zeros and came to ones. */
  private ReplyDesk desk() {
    Contribution own = new Contribution(Team.OPERATOR.address(), weights(Team.MODEL, 1), 10);
    return new ReplyDesk(
        new ReplyDesk.Asked(call, plan, Team.MODEL),
        new StepGuard(weights(Team.MODEL, 0), own),
        store,
        team.identity(Team.OPERATOR));
  }

  private static Weights weights(ModelSpec spec, float value) {
    return new Weights(
        spec.tensors().stream()
            .map(
                tensor -> {
                  float[] values = new float[(int) tensor.shape().elements()];
                  Arrays.fill(values, value);
                  return Tensor.of(tensor, values);
                })
            .toList());
  }

  private static byte[] plain(ModelSpec spec) {
    return plain(spec, 1);
  }

  private static byte[] plain(ModelSpec spec, float value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Safetensors.write(weights(spec, value), out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private Cid sealed(byte[] plain, AgeIdentity to) {
    return store.put(new Sealer().sealMessage(plain, to.recipient()));
  }

  private Cid honest() {
    return sealed(plain(Team.MODEL), team.identity(Team.OPERATOR));
  }

  private RoundReply reply(Cid weights, long samples) {
    return new RoundReply(Team.REGISTRY, Team.ANNA.address(), TURN, call.plan(), weights, samples);
  }

  private String refusal(RoundReply reply) {
    assertThat(desk.take(List.of(reply))).isEmpty();
    assertThat(desk.awaited()).containsExactly(Team.BRUNO.address());
    assertThat(desk.accepted()).isEmpty();
    return String.valueOf(desk.refused().get(Team.ANNA.address()));
  }

  @Test
  void shouldTakeWhatHoldsOnce() {
    RoundReply reply = reply(honest(), 10);

    List<Address> first = desk.take(List.of(reply, reply));
    List<Address> again = desk.take(List.of(reply(honest(), 9)));

    assertThat(first).containsExactly(Team.ANNA.address());
    assertThat(again).isEmpty();
    assertThat(desk.accepted())
        .hasSize(1)
        .first()
        .satisfies(one -> assertThat(one.samples()).isEqualTo(10));
    assertThat(desk.awaited()).containsExactly(Team.BRUNO.address());
  }

  @Test
  void shouldRefuseNumbersThatAreNone() {
    byte[] plain = plain(Team.MODEL);
    byte[] nan = {0, 0, (byte) 0xc0, 0x7f};
    System.arraycopy(nan, 0, plain, plain.length - 8, nan.length);

    assertThat(refusal(reply(sealed(plain, team.identity(Team.OPERATOR)), 10)))
        .contains("must be finite");
  }

  @Test
  void shouldRefuseNumbersThatNoTrainingGives() {
    byte[] plain = plain(Team.MODEL, 1_000);

    assertThat(refusal(reply(sealed(plain, team.identity(Team.OPERATOR)), 10)))
        .contains("is no training");
  }

  @Test
  void shouldRefuseWeightsOfAnotherModel() {
    byte[] other = plain(Architectures.perceptron(64, 3, 10, 1));

    assertThat(refusal(reply(sealed(other, team.identity(Team.OPERATOR)), 10))).isNotBlank();
  }

  @Test
  void shouldRefuseWhatIsCutShortInsideOrOutsideTheSeal() {
    byte[] plain = plain(Team.MODEL);
    byte[] cut = Arrays.copyOf(plain, plain.length - 5);
    byte[] whole = new Sealer().sealMessage(plain, team.identity(Team.OPERATOR).recipient());

    assertThat(refusal(reply(sealed(cut, team.identity(Team.OPERATOR)), 10))).contains("end");
    desk = desk();
    assertThat(refusal(reply(store.put(Arrays.copyOf(whole, whole.length - 5)), 10))).isNotBlank();
  }

  @Test
  void shouldRefuseWhatIsSealedToSomebodyElseAndWhatIsTooLong() {
    AgeIdentity stranger = AgeIdentity.generate(new SecureRandom());

    assertThat(refusal(reply(sealed(plain(Team.MODEL), stranger), 10))).isNotBlank();
    desk = desk();
    assertThat(refusal(reply(store.put(new byte[1 << 20]), 10))).contains("bytes");
  }

  @Test
  void shouldRefuseMoreSamplesThanThePartAndAnotherRound() {
    assertThat(refusal(reply(honest(), 11))).contains("counts 11 samples", "part has 10");
    desk = desk();
    Turn before = new Turn(Team.OPERATOR.address(), Team.JOB, 2);
    assertThat(
            refusal(
                new RoundReply(
                    Team.REGISTRY, Team.ANNA.address(), before, call.plan(), honest(), 1)))
        .contains("round 3");
  }

  @Test
  void shouldTakeNothingOfWhoHasNoPart() {
    Address stranger = new Address("0x" + "77".repeat(20));

    assertThat(
            desk.take(
                List.of(new RoundReply(Team.REGISTRY, stranger, TURN, call.plan(), honest(), 1))))
        .isEmpty();
    assertThat(desk.accepted()).isEmpty();
    assertThat(desk.refused()).isEmpty();
  }

  @Test
  void shouldWaitForWhatTheStoreDoesNotHaveYet() {
    Cid coming = Cid.of(Cid.Codec.RAW, new byte[] {9, 9});

    assertThat(desk.take(List.of(reply(coming, 10)))).isEmpty();
    assertThat(desk.awaited()).hasSize(2);
    assertThat(desk.refused()).isEmpty();
  }
}
