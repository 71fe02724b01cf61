package assay.registry.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise S5, held to messages.json, as the portal's tests hold the npm package siwe to it. */
class SignInMessageTest {

  private static final JsonNode TABLE = table();

  /**
   * A message and what comes of it.
   *
   * @param isAccepted by us
   */
  record Row(String name, String text, boolean isAccepted) {

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void shouldJudgeAMessageAsTheTableSays(Row row) {
    if (row.isAccepted()) {
      assertThat(SignInMessage.parse(row.text()).chainId()).isEqualTo(31_337);
    } else {
      assertThatThrownBy(() -> SignInMessage.parse(row.text()))
          .isInstanceOfSatisfying(
              SignInRefusedException.class,
              refusal -> assertThat(refusal.code()).isEqualTo("sign-in-malformed"));
    }
  }

  static Stream<Row> rows() {
    return StreamSupport.stream(TABLE.path("cases").spliterator(), false)
        .map(
            one ->
                new Row(
                    one.path("name").asText(),
                    altered(one),
                    one.path("assay").asText().equals("accepts")));
  }

  private static String altered(JsonNode one) {
    String find = one.path("find").asText();
    String put = one.path("put").asText().repeat(one.path("times").asInt(1));
    return find.isEmpty() ? message() : message().replace(find, put);
  }

  @Test
  void shouldWriteTheMessageThatItReads() {
    assertThat(SignInMessage.parse(message()).text()).isEqualTo(message());
  }

  private static String message() {
    return TABLE.path("message").asText();
  }

  private static JsonNode table() {
    try (InputStream file = SignInMessageTest.class.getResourceAsStream("messages.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new IllegalStateException("messages.json cannot be read.", e);
    }
  }
}
