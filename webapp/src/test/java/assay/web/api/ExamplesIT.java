package assay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import assay.web.api.ApiClient.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of openapi.yaml, sent as it stands there. */
@ExtendWith(ApiExtension.class)
class ExamplesIT {

  private static final ApiDescription DESCRIPTION = ApiDescription.load();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiServer server;
  private final ApiClient client;

  ExamplesIT(ApiServer server) {
    this.server = server;
    this.client = server.client();
  }

  /**
   * These need a bounty whose seed is drawn ({@code BountyIntentsIT} has one), or that a panel has
   * scored ({@code MainJobIT} has one), or a bond whose time is over ({@code IntentsIT} has one).
   */
  private static final Set<String> NOBODY_CAN =
      Set.of(
          "prepareShowing",
          "prepareTestKeyPublication",
          "prepareComplaint",
          "prepareChallenge",
          "prepareBondWithdrawal");

  static Stream<Operation> operations() {
    return DESCRIPTION.operations().stream()
        .filter(operation -> !NOBODY_CAN.contains(operation.id()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void shouldAnswerAnExampleAsTheDescriptionShows(Operation operation) throws Exception {
    server.restore();

    Answer answer = client.send(operation, AuthorizationMatrix.callerOf(operation));

    assertThat(answer.status()).as(answer.body()).isEqualTo(operation.success());
    JsonNode content = operation.response(answer.status()).path("content");
    assertThat(content.isMissingNode()).isEqualTo(answer.mediaType().isEmpty());
    assertThat(content.isMissingNode() || content.has(answer.mediaType())).isTrue();
    if (answer.isJson()) {
      assertThat(operation.errors(answer.status(), answer.mediaType(), answer.json())).isEmpty();
      JsonNode shown = content.path(answer.mediaType()).path("example");
      assertThat(shown.isMissingNode() || shown.equals(JSON.readTree(answer.body())))
          .as("%s is not %s", answer.body(), shown)
          .isTrue();
    }
  }

  @Test
  void shouldSendEventsAsTheDescriptionShows() throws Exception {
    server.restore();

    Answer answer = client.send(DESCRIPTION.operation("listenToEvents"), Persona.ANONYMOUS);

    JsonNode event = JSON.readTree(answer.body().substring("data:".length()));
    List<String> errors = DESCRIPTION.errors("/components/schemas/LiveEvent", event);
    assertThat(errors).isEmpty();
    assertThat(event.at("/values/id").asText()).isEqualTo(World.GRANT.hex());
  }

  @Test
  void shouldServeTheFileAsItIs() throws Exception {
    Answer answer = client.send(DESCRIPTION.operation("getDescription"), Persona.ANONYMOUS);

    try (var file = getClass().getResourceAsStream("/openapi.yaml")) {
      assertThat(answer.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(file.readAllBytes());
    }
  }
}
