package assay.registry.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.grant.EnvelopeKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostedEnvelopeTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "aGVsbG8=", "====", "\u0000", "YWdlLWVuY3J5cHRpb24="})
  void shouldTakeAgeFilesOnly(String content) {
    assertThatThrownBy(() -> envelope(content)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldTakeNothingLongerThanAnEnvelope() {
    String tooLong = age(PostedEnvelope.MAX_LENGTH);
    String longest = age(PostedEnvelope.MAX_LENGTH / 4 * 3);

    assertThatThrownBy(() -> envelope(tooLong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8192");
    assertThat(envelope(longest).content()).hasSize(PostedEnvelope.MAX_LENGTH);
  }

  private static PostedEnvelope envelope(String content) {
    return new PostedEnvelope(
        EnvelopeKind.VERSION_KEY, Bytes32.ZERO, Address.ZERO, Address.ZERO, content);
  }

  private static String age(int bytes) {
    String header = "age-encryption.org/v1\n";
    String file = header + "x".repeat(bytes - header.length());
    return Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.US_ASCII));
  }
}
