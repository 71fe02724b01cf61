package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An account that has asked as often as it may. */
@ExtendWith(ApiExtension.class)
class LimitsIT {

  private static final Address GREEDY = TestAccounts.number(20).address();
  private static final String TOKEN = "token-of-greedy";

  private final ApiServer server;

  LimitsIT(ApiServer server) {
    this.server = server;
  }

  @Test
  void shouldTellAnAccountThatAsksTooOftenWhenToComeBack() throws Exception {
    server.restore();
    server
        .database()
        .execute(
            "insert into access_token (token_hash, account, expires_at) values (?, ?, now() +"
                + " interval '100 years')",
            Bytes32.sha256(TOKEN.getBytes(StandardCharsets.UTF_8)).hex(),
            GREEDY.hex());
    boolean isServedAtFirst = get(TOKEN).statusCode() == 200;
    for (int request = 1; request < ApiServer.REQUESTS; request++) {
      server.limits().count(GREEDY);
    }

    HttpResponse<String> refused = get(TOKEN);

    assertThat(isServedAtFirst).isTrue();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body()).contains("urn:assay:problem:rate-limited");
    assertThat(get(Persona.STRANGER.token().orElseThrow()).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.base().resolve("bounties"))
            .header("Authorization", "Bearer " + token)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
