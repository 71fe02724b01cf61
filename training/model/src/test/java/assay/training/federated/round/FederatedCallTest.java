package assay.training.federated.round;

import static assay.training.federated.round.RoundExamples.SITES;
import static assay.training.federated.round.RoundExamples.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.content.Cid;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FederatedCallTest {

  private static final RoundExamples EXAMPLES = new RoundExamples(TestAccounts.number(5));
  private static final byte[] SEALED = "sealed".getBytes(StandardCharsets.UTF_8);

  /** A change of this is a change of what coordinators sign. */
  @Test
  void shouldHashCallsAsEver() {
    assertThat(EXAMPLES.call(1).statement().hash().hex())
        .isEqualTo("0xd6ee04679a39de8216ca44f901e1883baacd91df038deb09e87567a623701375");
  }

  @Test
  void shouldTellWhetherTheCoordinatorHimselfSigned() {
    SignedCall call = EXAMPLES.call(2);
    SignedCall moved = new SignedCall(EXAMPLES.call(3).statement(), call.signature());

    assertThat(call.isSigned()).isTrue();
    assertThat(moved.isSigned()).isFalse();
    assertThat(SignedCall.by(SITES.get(0), call.statement()).isSigned()).isFalse();
  }

  @Test
  void shouldRefuseRoundsAndDeadlinesThatCannotBeSigned() {
    FederatedCall call = EXAMPLES.call(1).statement();

    assertThatThrownBy(() -> new FederatedCall(call.job(), 0, call.plan(), call.deadline()))
        .hasMessageContaining("no round 0");
    assertThatThrownBy(
            () -> new FederatedCall(call.job(), 1, call.plan(), call.deadline().plusMillis(1)))
        .hasMessageContaining("whole seconds");
  }

  @Test
  void shouldHoldAnUpdatesPlaceToTheHashThatIsSigned() {
    SignedUpdate signed = update(Bytes32.sha256(SEALED));
    Cid other = Cid.of(Cid.Codec.RAW, new byte[] {1});

    assertThat(new SentUpdate(signed, Cid.of(Cid.Codec.RAW, SEALED)).signed()).isEqualTo(signed);
    assertThat(new SentUpdate(signed, Cid.of(Cid.Codec.DAG_PB, new byte[] {1})).signed())
        .as("in several blocks, whose hashes say nothing of the whole")
        .isEqualTo(signed);
    assertThatThrownBy(() -> new SentUpdate(signed, other))
        .hasMessageContaining("is not where the update");
  }

  private static SignedUpdate update(Bytes32 sealed) {
    SiteUpdate update =
        new SiteUpdate(
            EXAMPLES.job(),
            1,
            SITES.get(0).address(),
            Bytes32.keccak256("grant"),
            1,
            model(0),
            sealed,
            0);
    return SignedUpdate.by(SITES.get(0), update);
  }
}
