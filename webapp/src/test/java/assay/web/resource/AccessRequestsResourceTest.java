package assay.web.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.access.AccessRequest;
import assay.registry.access.Answer;
import assay.registry.access.AnsweredRequest;
import assay.web.resource.AccessRequestsResource.NewAnswer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What agents send and get, in the API's own JSON. */
class AccessRequestsResourceTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Bytes32 ASSET = Bytes32.keccak256("asset");
  private static final Bytes32 BOUNTY = Bytes32.keccak256("bounty");
  private static final Address GRANTEE = new Address("0x" + "12".repeat(20));
  private static final String DENIAL =
      """
      {"asset": "%s", "version": 2, "grantee": "%s", "purpose": 1, "bounty": "%s",
       "granted": false, "because": "Not now."}
      """
          .formatted(ASSET.hex(), GRANTEE.hex(), BOUNTY.hex());

  private final ObjectMapper json =
      new Json().locateMapper(NewAnswer.class, MediaType.APPLICATION_JSON_TYPE);

  private static AnsweredRequest denied() {
    return new AnsweredRequest(
        new AccessRequest(ASSET, 2, GRANTEE, 1, BOUNTY, "", NOW), Answer.DENIED, "Not now.");
  }

  @Test
  void shouldTakeAnAnswerAsAgentsSendIt() throws JsonProcessingException {
    assertThat(json.readValue(DENIAL, NewAnswer.class).at(NOW)).isEqualTo(denied());
    assertThat(json.readValue(DENIAL.replace("false", "true"), NewAnswer.class).at(NOW).answer())
        .isEqualTo(Answer.GRANTED);
  }

  @Test
  void shouldRefuseAnAnswerThatDoesNotSayWhich() {
    assertThatThrownBy(
            () -> json.readValue(DENIAL.replace("\"granted\": false,", ""), NewAnswer.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void shouldTellAnAnswerAsAgentsReadIt() {
    JsonNode told = json.valueToTree(denied());

    assertThat(told.path("answer").asText()).isEqualTo("DENIED");
    assertThat(told.path("because").asText()).isEqualTo("Not now.");
    assertThat(told.path("request").path("asset").asText()).isEqualTo(ASSET.hex());
    assertThat(told.path("request").path("version").asInt()).isEqualTo(2);
    assertThat(told.path("request").path("grantee").asText()).isEqualToIgnoringCase(GRANTEE.hex());
  }
}
