package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that callers have already, and statements that replace what their signer read. */
@ExtendWith(ApiExtension.class)
class EntityTagsIT {

  private static final ApiDescription DESCRIPTION = ApiDescription.load();
  private static final String OTHER =
      "update pool_description set document = replace(document, 'Deep', 'Flat')";

  private final ApiServer server;
  private final ApiClient client;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  EntityTagsIT(ApiServer server) {
    this.server = server;
    this.client = server.client();
  }

  @BeforeEach
  void restore() {
    server.restore();
  }

  private HttpRequest.Builder example(String operation) {
    Operation described = DESCRIPTION.operation(operation);
    return client.example(described, AuthorizationMatrix.callerOf(described));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private String tag(String operation) throws Exception {
    return send(example(operation)).headers().firstValue("ETag").orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getBounty",
        "listBounties",
        "listLeases",
        "listPayouts",
        "getContent",
        "getDescription",
        "getDeployment",
        "exportAccessLog"
      })
  void shouldSendNothingThatTheCallerHas(String operation) throws Exception {
    String tag = tag(operation);

    HttpResponse<String> same = send(example(operation).header("If-None-Match", tag));
    HttpResponse<String> weak =
        send(example(operation).header("If-None-Match", "\"other\", W/" + tag));
    HttpResponse<String> other = send(example(operation).header("If-None-Match", "\"other\""));

    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().firstValue("ETag")).contains(tag);
    assertThat(weak.statusCode()).isEqualTo(304);
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldSendWhatChanged() throws Exception {
    String before = tag("getBounty");
    server.database().execute("update bounty set reward = reward + 1");

    HttpResponse<String> changed = send(example("getBounty").header("If-None-Match", before));

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag")).isPresent().isNotEqualTo(before);
  }

  @Test
  void shouldHaveNobodyKeepSecrets() throws Exception {
    for (String operation : List.of("newNonce", "signIn", "refreshSignIn", "createApiKey")) {
      HttpResponse<String> answer = send(example(operation));
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }
    assertThat(send(example("listLeases")).headers().firstValue("Cache-Control"))
        .contains("private, no-cache");
    assertThat(send(example("getBounty")).headers().firstValue("Cache-Control"))
        .contains("no-cache");
  }

  @ParameterizedTest
  @ValueSource(strings = {"announcePool getPool", "publishRig getRig", "nameCrew getCrew"})
  void shouldReplaceWhatTheCallerReadAndNothingElse(String operations) throws Exception {
    String replace = operations.split(" ", -1)[0];
    String tag = tag(operations.split(" ", -1)[1]);

    assertThat(send(example(replace).header("If-Match", tag)).statusCode()).isEqualTo(201);
    assertThat(send(example(replace).header("If-Match", "*")).statusCode()).isEqualTo(201);
    for (String other : List.of("\"other\"", "W/" + tag, "nonsense")) {
      HttpResponse<String> refused = send(example(replace).header("If-Match", other));
      assertThat(refused.statusCode()).isEqualTo(412);
      assertThat(refused.body()).contains("urn:assay:problem:precondition-failed");
    }
  }

  @Test
  void shouldReplaceNothingWhereThereIsNothing() throws Exception {
    server.database().execute("delete from pool_description");

    assertThat(send(example("announcePool").header("If-Match", "*")).statusCode()).isEqualTo(412);
    assertThat(send(example("announcePool")).statusCode()).isEqualTo(201);
  }

  @Test
  void shouldLetOneOfTwoReplaceWhatBothRead() throws Exception {
    server.database().execute(OTHER);
    String tag = tag("getPool");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Callable<Integer> replace =
        () -> send(example("announcePool").header("If-Match", tag)).statusCode();

    List<Future<Integer>> statuses = threads.invokeAll(List.of(replace, replace));

    assertThat(List.of(statuses.get(0).get(), statuses.get(1).get()))
        .containsExactlyInAnyOrder(201, 412);
    threads.shutdown();
  }
}
