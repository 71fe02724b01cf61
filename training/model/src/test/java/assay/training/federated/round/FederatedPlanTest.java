package assay.training.federated.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.content.Cid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FederatedPlanTest {

  private static final FederatedJob JOB = new RoundExamples(TestAccounts.number(1)).job();
  private static final Bytes32 MODEL = Bytes32.keccak256("model");
  private static final Bytes32 GRANT = Bytes32.keccak256("grant");
  private static final Cid CID = Cid.of(Cid.Codec.RAW, new byte[] {1});
  private static final List<FederatedPlan.Site> SITES =
      Stream.of(6, 7)
          .map(number -> TestAccounts.number(number).address())
          .sorted()
          .map(site -> new FederatedPlan.Site(site, Bytes32.ZERO, 1, GRANT, 100, "c2VhbGVk"))
          .toList();
  private static final FederatedPlan PLAN = plan(SITES);

  private static FederatedPlan plan(List<FederatedPlan.Site> sites) {
    return new FederatedPlan(JOB.bounty().value(), JOB.coordinator(), 3, MODEL, CID, sites);
  }

  private static SiteUpdate said(int round, Bytes32 grant, long samples, Bytes32 model) {
    return new SiteUpdate(
        JOB, round, SITES.get(0).site(), grant, samples, model, Bytes32.keccak256("update"), 0);
  }

  private static void refuses(SiteUpdate said, String why) {
    assertThatThrownBy(() -> PLAN.requireAnswered(said))
        .isInstanceOf(FederatedRoundRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void shouldReadBackWhatItWrote() {
    assertThat(FederatedPlan.read(PLAN.json())).isEqualTo(PLAN);
    assertThat(PLAN.of(SITES.get(1).site())).contains(SITES.get(1));
    assertThat(PLAN.of(Address.ZERO)).isEmpty();
  }

  @Test
  void shouldRefuseASiteTwiceAndNone() {
    assertThatThrownBy(() -> plan(List.of(SITES.get(0), SITES.get(0))))
        .hasMessageContaining("name each once");
    assertThatThrownBy(() -> plan(List.of())).hasMessageContaining("0 sites are asked");
    assertThatThrownBy(() -> FederatedPlan.read("{\"bounty\":1}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FederatedRoundRefusedException.class)
        .hasMessageContaining("ask the coordinator");
  }

  @Test
  void shouldRefuseToServeForAnotherCallThanItsOwn() {
    FederatedCall own = new FederatedCall(JOB, 3, CID, Instant.EPOCH);
    FederatedCall other = new FederatedCall(JOB, 4, CID, Instant.EPOCH);

    assertThatCode(() -> PLAN.requireFor(own)).doesNotThrowAnyException();
    assertThatThrownBy(() -> PLAN.requireFor(other))
        .isInstanceOf(FederatedRoundRefusedException.class)
        .hasMessageContaining("for another round than 4");
  }

  @Test
  void shouldTakeWhatAnswersIt() {
    assertThatCode(() -> PLAN.requireAnswered(said(3, GRANT, 100, MODEL)))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseByNameWhatDoesNotAnswerIt() {
    Bytes32 other = Bytes32.keccak256("other");

    refuses(said(2, GRANT, 100, MODEL), "It is for round 2, and round 3 is on");
    refuses(said(3, GRANT, 100, other), "It began with the model");
    refuses(said(3, other, 100, MODEL), "It was trained under grant");
    refuses(said(3, GRANT, 101, MODEL), "counts 101 samples; the version was registered with 100");
  }
}
