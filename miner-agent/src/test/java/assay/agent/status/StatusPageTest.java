package assay.agent.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asked through a socket, for a client would not send what an attacker's browser does. */
@Timeout(60)
class StatusPageTest {

  private StatusPage page;

  @BeforeEach
  void open() throws IOException {
    page = new StatusPage(0, Statuses::busy);
  }

  @AfterEach
  void close() {
    page.close();
  }

  private String ask(String method, String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.port())) {
      String request =
          "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(method, path, host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String own() {
    return "127.0.0.1:" + page.port();
  }

  @Test
  void shouldShowTheStatusWithoutAnyScript() throws IOException {
    String answer = ask("GET", "/", own());

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains(
            "A card",
            "61",
            "paused",
            "2/40",
            "1.5",
            "0.75",
            "f1_score 0.750",
            "GPU-0a is hot: 90 °C.")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script")
        .doesNotContain("http://", "https://")
        .containsIgnoringCase("Content-security-policy: default-src 'none'")
        .contains("color-scheme: light dark");
  }

  @Test
  void shouldGiveTheSameAsJson() throws IOException {
    String answer = ask("GET", "/status.json", "localhost:" + page.port());

    JsonNode json = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
    assertThat(json)
        .isEqualTo(new ObjectMapper().readTree(StatusJson.of(Statuses.busy()).toString()));
    assertThat(json.path("earnings").path("pendingWei").asText()).isEqualTo("750000000000000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"attacker.example", "attacker.example:7717", "127.0.0.1", "", "[::1]:1"})
  void shouldRefuseEveryOtherNameAsARebindingSiteWouldUse(String host) throws IOException {
    String answer = ask("GET", "/status.json", host);

    assertThat(answer).containsAnyOf("HTTP/1.1 421", "HTTP/1.1 400");
    assertThat(answer).doesNotContain("account");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS"})
  void shouldAnswerNothingButGet(String method) throws IOException {
    assertThat(ask(method, "/", own())).startsWith("HTTP/1.1 405").doesNotContain("<html");
  }

  @Test
  void shouldHaveNothingElse() throws IOException {
    assertThat(ask("GET", "/../account.json", own())).doesNotContain("crypto").contains("404");
    assertThat(ask("GET", "//", own())).doesNotStartWith("HTTP/1.1 200");
  }
}
