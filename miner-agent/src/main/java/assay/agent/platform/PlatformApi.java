package assay.agent.platform;

import assay.agent.AgentException;
import assay.chain.Account;
import assay.client.ApiClient;
import assay.client.ApiException;
import assay.client.api.AccountsApi;
import assay.client.api.BountiesApi;
import assay.client.api.FederatedApi;
import assay.client.api.PoolsApi;
import assay.client.api.RegistryApi;
import assay.client.model.AccessRequest;
import assay.client.model.AnsweredRequest;
import assay.client.model.Crew;
import assay.client.model.CrewMember;
import assay.client.model.Envelope;
import assay.client.model.FederatedJob;
import assay.client.model.Offer;
import assay.client.model.Pool;
import assay.client.model.Problem;
import assay.client.model.Question;
import assay.client.model.RoundReply;
import assay.client.model.SentUpdate;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The platform's API, called through the client that is made from its contract, in one account's
 * name. Signs in when it first has to and again when its token has run out. An answer has at most
 * 16 MB. Thread-safe.
 */
final class PlatformApi {

  private static final int LARGEST_ANSWER = 1 << 24;
  private static final int UNAUTHORIZED = 401;
  private static final String PROBLEM_PREFIX = "urn:assay:problem:";

  /** What is another account's word, and listed. */
  private static final Set<Class<?>> FOREIGN =
      Set.of(
          AccessRequest.class,
          AnsweredRequest.class,
          Crew.class,
          CrewMember.class,
          Envelope.class,
          FederatedJob.class,
          Offer.class,
          Pool.class,
          Question.class,
          RoundReply.class,
          SentUpdate.class);

  private static final ObjectMapper JSON =
      ApiClient.createDefaultObjectMapper().registerModule(new AnswerModule(FOREIGN));

  private final URI platform;
  private final SignIn signIn;
  private final ApiClient transport;
  private volatile @Nullable String token;

  /** A call of the generated client that is answered. */
  @FunctionalInterface
  interface Call<T> {
    T make() throws ApiException;
  }

  /** A call of the generated client that is taken. */
  @FunctionalInterface
  interface Post {
    void make() throws ApiException;
  }

  /**
   * @param patience the longest one request may take, its whole answer included
   */
  PlatformApi(URI platform, Account account, Clock clock, Duration patience) {
    HttpClient http = new BoundedHttpClient(LARGEST_ANSWER, patience);
    this.platform = platform;
    this.signIn =
        new SignIn(platform, account, clock, new AccountsApi(new Transport(platform, http)));
    this.transport =
        new Transport(platform, http)
            .setRequestInterceptor(
                request -> request.setHeader("Authorization", "Bearer " + token));
  }

  /** Takes requests to one platform, with bounds, by one HTTP client for all operations. */
  private static final class Transport extends ApiClient {

    private final URI platform;
    private final HttpClient http;

    Transport(URI platform, HttpClient http) {
      this.platform = platform;
      this.http = http;
    }

    @Override
    public String getBaseUri() {
      return platform.resolve("/api/v1").toString();
    }

    @Override
    public HttpClient getHttpClient() {
      return http;
    }

    @Override
    public ObjectMapper getObjectMapper() {
      return JSON;
    }
  }

  RegistryApi registry() {
    return new RegistryApi(transport);
  }

  BountiesApi bounties() {
    return new BountiesApi(transport);
  }

  FederatedApi federated() {
    return new FederatedApi(transport);
  }

  PoolsApi pools() {
    return new PoolsApi(transport);
  }

  /** What the platform answers to this account. */
  <T> T ask(Call<T> call) {
    try {
      return there(platform, signedIn(call));
    } catch (ApiException e) {
      throw failure(e);
    }
  }

  /** The same, read; what cannot be is no answer. */
  <J, T> T ask(Call<J> call, Function<J, T> value) {
    J answer = ask(call);
    try {
      return value.apply(answer);
    } catch (IllegalArgumentException e) {
      throw unreachable(e);
    }
  }

  /** Tells the platform something in this account's name. */
  void tell(Post post) {
    ask(
        () -> {
          post.make();
          return true;
        });
  }

  private <T> T signedIn(Call<T> call) throws ApiException {
    String current = tokenOtherThan(null);
    try {
      return call.make();
    } catch (ApiException e) {
      if (e.getCode() != UNAUTHORIZED) {
        throw e;
      }
    }
    tokenOtherThan(current);
    return call.make();
  }

  /** One thread signs in for all that were refused with the same token. */
  private synchronized String tokenOtherThan(@Nullable String refused) throws ApiException {
    String current = token;
    if (current == null || current.equals(refused)) {
      current = signIn.token();
      token = current;
    }
    return current;
  }

  /** What the platform answered, as it would write it. */
  static byte[] json(Object answer) {
    try {
      return JSON.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer that was read became unwritable JSON.", e);
    }
  }

  /** An answer that is one. */
  static <T> T there(URI platform, @Nullable T answer) {
    if (answer == null) {
      throw new PlatformUnreachableException(platform, "an empty answer");
    }
    return answer;
  }

  private AgentException failure(ApiException failed) {
    if (failed.getCode() == 0) {
      return unreachable(failed.getCause() == null ? failed : failed.getCause());
    }
    String type = failed.getResponseHeaders().firstValue("Content-Type").orElse("");
    if (!type.startsWith("application/problem+json")) {
      return new PlatformUnreachableException(platform, "HTTP " + failed.getCode());
    }
    try {
      Problem problem = JSON.readValue(failed.getResponseBody(), Problem.class);
      return new PlatformRefusedException(
          failed.getCode(), problem.getType().replace(PROBLEM_PREFIX, ""), problem.getDetail());
    } catch (JsonProcessingException e) {
      return unreachable(e);
    }
  }

  private AgentException unreachable(Throwable cause) {
    return cause instanceof HttpTimeoutException late
        ? new PlatformUnreachableException(platform, String.valueOf(late.getMessage()))
        : new PlatformUnreachableException(platform, cause);
  }
}
