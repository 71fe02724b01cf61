package assay.registry.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.Purpose;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.generated.Uint256;

class AccessEntryTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Address GRANTEE = new Address("0x" + "12".repeat(20));
  private static final GrantId GRANT = new GrantId(Bytes32.keccak256("a grant"));
  private static final Access ACCESS =
      new Access(
          NOON,
          new VersionId(LogExamples.DATASET, 3),
          GRANTEE,
          Purpose.TRAIN,
          GRANT,
          new Outcome(GrantStanding.REVOKED));

  @Test
  void shouldHashWhatAContractWouldEncode() {
    AccessEntry first = AccessEntry.first(ACCESS);
    AccessEntry second = first.next(ACCESS);

    String encoded =
        word(Bytes32.keccak256("assay access log entry 1"))
            + word(LogExamples.DATASET.value())
            + number(1)
            + number(NOON.getEpochSecond())
            + number(3)
            + TypeEncoder.encode(new org.web3j.abi.datatypes.Address(GRANTEE.hex()))
            + number(Purpose.TRAIN.code())
            + word(GRANT.value())
            + word(Bytes32.keccak256("grant-revoked"))
            + word(first.hash());
    assertThat(second.hash()).isEqualTo(Bytes32.keccak256(HexFormat.of().parseHex(encoded)));
  }

  private static String word(Bytes32 value) {
    return TypeEncoder.encode(new org.web3j.abi.datatypes.generated.Bytes32(value.bytes()));
  }

  private static String number(long number) {
    return TypeEncoder.encode(new Uint256(number));
  }

  @Test
  void shouldNeverGoBackInTime() {
    AccessEntry first = AccessEntry.first(ACCESS);

    AccessEntry second = first.next(ACCESS.at(NOON.minusSeconds(60)));

    assertThat(second.access().time()).isEqualTo(NOON);
  }

  @Test
  void shouldTakeWholeSecondsOnly() {
    assertThatThrownBy(() -> ACCESS.at(NOON.plusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole seconds");
  }

  @Test
  void shouldSayNothingAboutAnUnknownGrant() {
    assertThatThrownBy(() -> new Outcome(GrantStanding.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Outcome.parse("grant-unknown"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldReadEveryOutcomeItWrites() {
    for (GrantStanding standing : GrantStanding.values()) {
      if (standing != GrantStanding.UNKNOWN) {
        Outcome outcome = new Outcome(standing);
        assertThat(Outcome.parse(outcome.text())).isEqualTo(outcome);
      }
    }
    assertThat(Outcome.RELEASED.text()).isEqualTo("released");
  }
}
