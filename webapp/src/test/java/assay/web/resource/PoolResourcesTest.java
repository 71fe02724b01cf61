package assay.web.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.chain.Wei;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.pool.Crew;
import assay.training.pool.CrewJson;
import assay.training.pool.InventoryJson;
import assay.training.pool.Need;
import assay.training.pool.Offer;
import assay.training.pool.OfferJson;
import assay.training.pool.PoolDescription;
import assay.training.pool.PoolFee;
import assay.training.pool.PoolJson;
import assay.training.pool.Question;
import assay.training.pool.RigDevice;
import assay.training.pool.RigInventory;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundCallJson;
import assay.training.pool.RoundReply;
import assay.training.pool.RoundReplyJson;
import assay.training.pool.Signed;
import assay.training.pool.Turn;
import assay.web.resource.PoolQuestionsResource.KeptQuestion;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pools, rigs, questions and offers in the API's own JSON. */
class PoolResourcesTest {

  private static final Account OPERATOR = TestAccounts.number(4);
  private static final ContractAt REGISTRY =
      new ContractAt(31_337, new Address("0x" + "12".repeat(20)));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final ObjectMapper json =
      new Json().locateMapper(PoolJson.class, MediaType.APPLICATION_JSON_TYPE);

  private <T> T again(T value, Class<T> type) throws JsonProcessingException {
    return json.readValue(json.writeValueAsString(value), type);
  }

  @Test
  void shouldCarryWhatIsSignedWithoutAChange() throws JsonProcessingException {
    PoolJson pool =
        PoolJson.of(
            Signed.by(
                OPERATOR,
                new PoolDescription(
                    REGISTRY, OPERATOR.address(), "Ä pool", new PoolFee(5), "", "", NOW)));
    RigDevice device = new RigDevice(RigDevice.Kind.CPU, "A processor", 4, 1L << 34, "");
    InventoryJson rig =
        InventoryJson.of(
            Signed.by(
                OPERATOR, new RigInventory(REGISTRY, OPERATOR.address(), NOW, List.of(device))));
    Offer.Estimate estimate =
        new Offer.Estimate(Duration.ofHours(1), Wei.ofEther("1000000"), "all of them");
    OfferJson offer =
        OfferJson.of(
            Signed.by(
                OPERATOR, new Offer(REGISTRY, Bytes32.ZERO, OPERATOR.address(), estimate, NOW)));

    assertThat(again(pool, PoolJson.class)).isEqualTo(pool);
    assertThat(again(rig, InventoryJson.class)).isEqualTo(rig);
    assertThat(again(offer, OfferJson.class)).isEqualTo(offer);
    assertThat(again(pool, PoolJson.class).signed().statement().name()).isEqualTo("Ä pool");
  }

  @Test
  void shouldCarryWhatIsSaidOfJointRoundsWithoutAChange() throws JsonProcessingException {
    BountyId bounty = new BountyId(Bytes32.keccak256("bounty"));
    Address member = new Address("0x" + "0a".repeat(20));
    Turn turn = new Turn(OPERATOR.address(), bounty, 3);
    Cid cid = Cid.of(Cid.Codec.RAW, new byte[] {1});
    CrewJson crew =
        CrewJson.of(
            Signed.by(
                OPERATOR,
                new Crew(REGISTRY, OPERATOR.address(), bounty, List.of(member), true, NOW)));
    RoundCallJson call =
        RoundCallJson.of(Signed.by(OPERATOR, new RoundCall(REGISTRY, turn, cid, NOW)));
    RoundReplyJson reply =
        RoundReplyJson.of(
            Signed.by(OPERATOR, new RoundReply(REGISTRY, OPERATOR.address(), turn, cid, cid, 419)));

    assertThat(again(crew, CrewJson.class).signed()).isEqualTo(crew.signed());
    assertThat(again(call, RoundCallJson.class).signed()).isEqualTo(call.signed());
    assertThat(again(reply, RoundReplyJson.class).signed()).isEqualTo(reply.signed());
  }

  @Test
  void shouldTellAQuestionAsPoolsReadIt() throws JsonProcessingException {
    Need need =
        json.readValue(
            "{\"flops\": 7, \"memory\": 8, \"samples\": 9, \"epochs\": 2, \"data\": 1}",
            Need.class);
    Question question = new Question(OPERATOR.address(), need, NOW);

    JsonNode told = json.valueToTree(KeptQuestion.of(question));

    assertThat(told.path("id").asText()).isEqualTo(question.id().hex());
    assertThat(told.path("need").path("samples").asLong()).isEqualTo(9);
    assertThat(told.path("need").has("totalFlops")).isFalse();
    assertThat(told.path("askedAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void shouldRefuseFieldsThatNobodySigned() {
    assertThatThrownBy(() -> json.readValue("{\"flops\": 7, \"samples\": 9}", Need.class))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> json.readValue("{\"verified\": true}", PoolJson.class))
        .isInstanceOf(JsonProcessingException.class);
  }
}
