package assay.agent.platform;

import assay.chain.Account;
import assay.chain.ChainJsonModule;
import assay.chain.PersonalSignature;
import assay.registry.content.LimitedBody;
import assay.registry.signin.SignInMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the platform's HTTP API in one account's name. Signs in when it first has to and again
 * when its token has run out. Thread-safe.
 */
final class ApiClient {

  private static final int LARGEST_ANSWER = 1 << 24;
  private static final Duration SIGN_IN_VALID = Duration.ofMinutes(5);
  private static final int UNAUTHORIZED = 401;
  private static final int FIRST_FAILURE = 400;
  private static final String PROBLEM_PREFIX = "urn:assay:problem:";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModules(new ChainJsonModule(), new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final URI platform;
  private final Account account;
  private final Clock clock;
  private final Duration patience;
  private final HttpClient http;
  private @Nullable String token;

  /**
   * @param patience the longest one request may take, its whole answer included
   */
  ApiClient(URI platform, Account account, Clock clock, Duration patience) {
    this.platform = platform;
    this.account = account;
    this.clock = clock;
    this.patience = patience;
    this.http = HttpClient.newBuilder().connectTimeout(patience).build();
  }

  <T> T get(String path, TypeReference<T> type) {
    return read(signedIn(request(path).GET()), type);
  }

  /** An answer that somebody else reads. */
  String getText(String path) {
    return signedIn(request(path).GET());
  }

  void post(String path, Object body) {
    signedIn(request(path).header("Content-Type", "application/json").POST(json(body)));
  }

  /** The same, for whoever reads what comes back. */
  <T> T post(String path, Object body, TypeReference<T> type) {
    return read(
        signedIn(request(path).header("Content-Type", "application/json").POST(json(body))), type);
  }

  private String signedIn(HttpRequest.Builder request) {
    String current = tokenOtherThan(null);
    HttpResponse<byte[]> response = send(authorized(request, current));
    if (response.statusCode() == UNAUTHORIZED) {
      response = send(authorized(request, tokenOtherThan(current)));
    }
    return accepted(response);
  }

  /** One thread signs in for all that were refused with the same token. */
  private synchronized String tokenOtherThan(@Nullable String refused) {
    String current = token;
    return current == null || current.equals(refused) ? signIn() : current;
  }

  private String signIn() {
    HttpResponse<byte[]> answer = send(request("auth/nonce").GET().build());
    JsonNode challenge = tree(accepted(answer));
    Instant now = platformTime(answer).truncatedTo(ChronoUnit.SECONDS);
    SignInMessage message =
        new SignInMessage(
            challenge.path("domain").asText(),
            account.address(),
            URI.create(challenge.path("uri").asText()),
            challenge.path("chainId").asLong(),
            challenge.path("nonce").asText(),
            now,
            now.plus(SIGN_IN_VALID));
    requireOwnDomain(message);
    Map<String, Object> signed =
        Map.of(
            "message", message.text(),
            "signature", PersonalSignature.sign(account, message.text()).hex());
    HttpRequest request =
        request("auth/token").header("Content-Type", "application/json").POST(json(signed)).build();
    String fresh = tree(accepted(send(request))).path("token").asText();
    token = fresh;
    return fresh;
  }

  /**
   * The platform judges by its own clock whether a message is of now; this machine's may be off.
   */
  private Instant platformTime(HttpResponse<byte[]> answer) {
    try {
      return answer
          .headers()
          .firstValue("Date")
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
          .orElseGet(clock::instant);
    } catch (DateTimeException e) {
      // A proxy between may write what it likes there.
      return clock.instant();
    }
  }

  /** A platform that asks for a sign-in to another site would use the signature there. */
  private void requireOwnDomain(SignInMessage message) {
    if (!message.domain().equals(platform.getAuthority())) {
      throw new PlatformUnreachableException(
          platform, "it asks to sign in to '" + message.domain() + "'");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(platform.resolve("/api/v1/" + path)).timeout(patience);
  }

  private static HttpRequest authorized(HttpRequest.Builder request, String token) {
    return request.copy().header("Authorization", "Bearer " + token).build();
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    try {
      return HttpRequest.BodyPublishers.ofString(
          JSON.writeValueAsString(body), StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Plain values became unwritable JSON.", e);
    }
  }

  /** The whole answer within the patience: a request's own timeout ends with the headers. */
  private HttpResponse<byte[]> send(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request, head -> new LimitedBody(LARGEST_ANSWER));
    try {
      return sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new PlatformUnreachableException(
          platform, "no whole answer within " + patience.toMillis() + " ms");
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new PlatformUnreachableException(platform, e);
    } catch (ExecutionException e) {
      throw new PlatformUnreachableException(platform, e.getCause() == null ? e : e.getCause());
    }
  }

  private String accepted(HttpResponse<byte[]> response) {
    if (response.statusCode() < FIRST_FAILURE) {
      return text(response);
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith("application/problem+json")) {
      throw new PlatformUnreachableException(platform, "HTTP " + response.statusCode());
    }
    JsonNode problem = tree(text(response));
    throw new PlatformRefusedException(
        response.statusCode(),
        problem.path("type").asText().replace(PROBLEM_PREFIX, ""),
        problem.path("detail").asText());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private JsonNode tree(String body) {
    return read(body, new TypeReference<>() {});
  }

  private <T> T read(String body, TypeReference<T> type) {
    try {
      return JSON.readValue(body, type);
    } catch (JsonProcessingException e) {
      throw new PlatformUnreachableException(platform, e);
    }
  }
}
