package assay.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRequestTest {

  @ParameterizedTest
  @CsvSource({"0,1", "-1,1", "1,0", "1,-1", "1,256"})
  void shouldRefuseWhatNoGrantCanSay(int version, int purpose) {
    assertThatIllegalArgumentException().isThrownBy(() -> request(version, purpose, ""));
  }

  @Test
  void shouldTakeTheLastPurpose() {
    assertThat(request(1, 255, "").purpose()).isEqualTo(255);
  }

  @Test
  void shouldRefuseALongReason() {
    assertThatIllegalArgumentException().isThrownBy(() -> request(1, 1, "a".repeat(1_001)));
  }

  @Test
  void shouldRefuseALongReasonOfAnAnswer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnsweredRequest(request(1, 1, ""), Answer.DENIED, "a".repeat(1_001)));
  }

  private static AccessRequest request(int version, int purpose, String reason) {
    return new AccessRequest(
        Bytes32.ZERO, version, Address.ZERO, purpose, Bytes32.ZERO, reason, Instant.EPOCH);
  }
}
