package assay.agent.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.registry.signin.SignInMessage;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Keys;

class ApiClientTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer platform;

  @BeforeEach
  void listen() throws IOException {
    platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    platform.start();
  }

  @AfterEach
  void close() {
    end.countDown();
    platform.stop(0);
  }

  @Test
  @Timeout(20)
  void shouldNotWaitForAPlatformThatNeverEndsItsAnswer() throws Exception {
    answer(
        out -> {
          out.write('{');
          out.flush();
          awaitEnd();
        });

    assertThatThrownBy(() -> client(PATIENCE).get("bounties", new TypeReference<List<String>>() {}))
        .isInstanceOf(PlatformUnreachableException.class)
        .hasMessageContaining("no whole answer within 500 ms");
  }

  @Test
  @Timeout(60)
  void shouldHangUpOnAPlatformThatSendsTooMuch() throws Exception {
    byte[] megabyte = new byte[1 << 20];
    answer(
        out -> {
          while (end.getCount() > 0) {
            out.write(megabyte);
          }
        });

    assertThatThrownBy(
            () ->
                client(Duration.ofSeconds(50))
                    .get("bounties", new TypeReference<List<String>>() {}))
        .isInstanceOf(PlatformUnreachableException.class)
        .satisfies(refused -> assertThat(refused).hasMessageContaining("16777216 bytes"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, 0, 3600})
  void shouldSignInByThePlatformsClockHoweverFarItsOwnIsOff(long seconds) throws Exception {
    Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    AtomicReference<String> signed = new AtomicReference<>("");
    challenge();
    platform.createContext(
        "/api/v1/auth/token",
        exchange -> {
          signed.set(JSON.readTree(exchange.getRequestBody()).path("message").asText());
          reply(exchange, "{\"token\": \"welcome\"}");
        });
    platform.createContext("/api/v1/bounties", exchange -> reply(exchange, "[]"));

    client(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)), Duration.ofSeconds(20))
        .get("bounties", new TypeReference<List<String>>() {});

    assertThat(SignInMessage.parse(signed.get()).issuedAt()).isBetween(begun, Instant.now());
  }

  private void challenge() {
    String site = "127.0.0.1:" + platform.getAddress().getPort();
    platform.createContext(
        "/api/v1/auth/nonce",
        exchange ->
            reply(
                exchange,
                """
                {"domain": "%s", "uri": "http://%s", "chainId": 1, "nonce": "0123456789abcdef"}
                """
                    .formatted(site, site)));
  }

  private static void reply(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  private void answer(Body body) {
    platform.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            body.writeTo(out);
          }
        });
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ApiClient client(Duration patience) throws GeneralSecurityException {
    return client(Clock.systemUTC(), patience);
  }

  private ApiClient client(Clock clock, Duration patience) throws GeneralSecurityException {
    return new ApiClient(
        URI.create("http://127.0.0.1:" + platform.getAddress().getPort()),
        Account.of(Keys.createEcKeyPair(new SecureRandom())),
        clock,
        patience);
  }
}
