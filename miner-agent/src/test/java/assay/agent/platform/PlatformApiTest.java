package assay.agent.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.client.model.AccessRequest;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;
import assay.registry.signin.SignInMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Keys;

class PlatformApiTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration PLENTY = Duration.ofSeconds(20);
  private static final String REQUESTS = "access-requests";
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

    PlatformApi api = api(PATIENCE);

    assertThatThrownBy(() -> api.ask(api.registry()::listAccessRequests))
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

    PlatformApi api = api(Duration.ofSeconds(50));

    assertThatThrownBy(() -> api.ask(api.registry()::listAccessRequests))
        .isInstanceOf(PlatformUnreachableException.class)
        .satisfies(refused -> assertThat(refused).hasMessageContaining("16777216 bytes"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, 0, 3600})
  void shouldSignInByThePlatformsClockHoweverFarItsOwnIsOff(long seconds) throws Exception {
    Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    AtomicReference<String> signed = new AtomicReference<>("");
    challenge(site());
    serve(
        "auth/token",
        exchange -> {
          signed.set(JSON.readTree(exchange.getRequestBody()).path("message").asText());
          reply(exchange, 200, Mailbox.TOKEN);
        });
    serve(REQUESTS, exchange -> reply(exchange, 200, "[]"));
    PlatformApi api = api(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)), PLENTY);

    api.ask(api.registry()::listAccessRequests);

    assertThat(SignInMessage.parse(signed.get()).issuedAt()).isBetween(begun, Instant.now());
  }

  @Test
  void shouldNotSignWhatAnotherSiteCouldUse() throws Exception {
    AtomicInteger signed = new AtomicInteger();
    challenge("elsewhere.example");
    serve("auth/token", exchange -> signed.incrementAndGet());
    PlatformApi api = api(PLENTY);

    assertThatThrownBy(() -> api.ask(api.registry()::listAccessRequests))
        .isInstanceOf(PlatformUnreachableException.class)
        .hasMessageContaining("(it asks to sign in to 'elsewhere.example')");
    assertThat(signed).hasValue(0);
  }

  @Test
  void shouldSignInAgainWhenItsTokenHasRunOut() throws Exception {
    Queue<String> tokens = new ArrayDeque<>(List.of("old", "new"));
    challenge(site());
    serve(
        "auth/token",
        exchange -> reply(exchange, 200, Mailbox.TOKEN.replace("welcome", tokens.remove())));
    serve(
        REQUESTS,
        exchange -> {
          String token = exchange.getRequestHeaders().getFirst("Authorization");
          reply(exchange, token.equals("Bearer new") ? 200 : 401, "[]");
        });
    PlatformApi api = api(PLENTY);

    List<AccessRequest> answered = api.ask(api.registry()::listAccessRequests);

    assertThat(answered).isEmpty();
    assertThat(tokens).isEmpty();
  }

  @Test
  void shouldNotSendATokenThatBreaksOutOfItsHeader() throws Exception {
    challenge(site());
    serve(
        "auth/token",
        exchange -> reply(exchange, 200, Mailbox.TOKEN.replace("welcome", "a\\r\\nHost: b")));
    PlatformApi api = api(PLENTY);

    assertThatThrownBy(() -> api.ask(api.registry()::listAccessRequests))
        .isInstanceOf(PlatformUnreachableException.class)
        .hasMessageContaining("a token that is none");
  }

  @Test
  void shouldGiveTheReasonThatItIsRefusedWith() throws Exception {
    signInAndAnswer(
        403,
        "application/problem+json",
        """
        {"type": "urn:assay:problem:not-yours", "title": "Forbidden", "status": 403, "detail": "Ask its owner."}
        """);
    PlatformApi api = api(PLENTY);

    assertThatThrownBy(() -> api.ask(api.registry()::listAccessRequests))
        .hasMessage("Ask its owner.")
        .isInstanceOfSatisfying(
            PlatformRefusedException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(403);
              assertThat(refused.code()).isEqualTo("not-yours");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "502 | text/html                | <h1>Bad Gateway</h1>      | HTTP 502",
        "302 | application/json         | []                        | HTTP 302",
        "403 | application/problem+json | {\"title\": \"Forbidden\"} | 'type' is missing",
        "200 | application/json         | ''                        | an empty answer",
        "200 | application/json         | null                      | an empty answer",
        "200 | application/json         | [                         | JsonEOFException",
        "200 | application/json         | {}                        | a list is missing",
      })
  void shouldNotTakeForAnAnswerWhatIsNone(int status, String type, String body, String reason)
      throws Exception {
    signInAndAnswer(status, type, body);
    PlatformApi api = api(PLENTY);

    assertThatThrownBy(() -> api.ask(api.registry()::listAccessRequests))
        .isInstanceOf(PlatformUnreachableException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void shouldReadAnswersInUtf8WhateverTheMachinesEncodingIs() throws Exception {
    try (Mailbox mailbox = new Mailbox()) {
      VersionId version = new VersionId(new DatasetId(Bytes32.ZERO), 1);
      mailbox.ask(version, Address.ZERO, Purpose.TRAIN, "\u00c4");

      Process reader =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Dfile.encoding=US-ASCII",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Reader.class.getName(),
                  mailbox.address().toString())
              .redirectErrorStream(true)
              .start();

      assertThat(reader.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("c4");
    }
  }

  /** Prints the first character of a stranger's words. */
  static final class Reader {

    private Reader() {}

    public static void main(String[] arguments) throws GeneralSecurityException {
      String reason =
          new PlatformClient(URI.create(arguments[0]), somebody(), Clock.systemUTC())
              .accessRequests()
              .get(0)
              .reason();
      System.out.println(Integer.toHexString(reason.codePointAt(0)));
    }
  }

  private void signInAndAnswer(int status, String type, String body) {
    challenge(site());
    serve("auth/token", exchange -> reply(exchange, 200, Mailbox.TOKEN));
    serve(
        REQUESTS,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          reply(exchange, status, body);
        });
  }

  private String site() {
    return "127.0.0.1:" + platform.getAddress().getPort();
  }

  private void challenge(String domain) {
    serve(
        "auth/nonce",
        exchange ->
            reply(
                exchange,
                200,
                """
                {"domain": "%s", "uri": "http://%s", "chainId": 1, "nonce": "0123456789abcdef"}
                """
                    .formatted(domain, domain)));
  }

  private void serve(String path, HttpHandler handler) {
    platform.createContext("/api/v1/" + path, handler);
  }

  private static void reply(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
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

  private PlatformApi api(Duration patience) throws GeneralSecurityException {
    return api(Clock.systemUTC(), patience);
  }

  private PlatformApi api(Clock clock, Duration patience) throws GeneralSecurityException {
    return new PlatformApi(URI.create("http://" + site()), somebody(), clock, patience);
  }

  private static Account somebody() throws GeneralSecurityException {
    return Account.of(Keys.createEcKeyPair(new SecureRandom()));
  }
}
