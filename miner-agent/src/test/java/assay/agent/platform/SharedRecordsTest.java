package assay.agent.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.client.model.Crew;
import assay.client.model.FederatedCall;
import assay.client.model.Offer;
import assay.client.model.Pool;
import assay.client.model.RecordedRound;
import assay.client.model.Rig;
import assay.client.model.RoundCall;
import assay.client.model.RoundReply;
import assay.client.model.SentUpdate;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedCallJson;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedJobJson;
import assay.training.federated.round.RoundLogJson;
import assay.training.federated.round.SentUpdateJson;
import assay.training.pool.CrewJson;
import assay.training.pool.InventoryJson;
import assay.training.pool.InventoryJson.DeviceJson;
import assay.training.pool.Need;
import assay.training.pool.OfferJson;
import assay.training.pool.PoolJson;
import assay.training.pool.RoundCallJson;
import assay.training.pool.RoundReplyJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SharedRecordsTest {

  private static final Address ONE = new Address("0x" + "12".repeat(20));
  private static final Address OTHER = new Address("0x" + "34".repeat(20));
  private static final Bytes32 WORD = Bytes32.keccak256("word");
  private static final String SIGNATURE = "0x" + "56".repeat(65);

  static Stream<Arguments> records() {
    DeviceJson card = new DeviceJson("gpu", "A card", 0, 1L << 40, "9.0");
    return Stream.of(
        arguments(
            Pool.class,
            new PoolJson(31337, ONE, OTHER, "\u00c4 pool", 250, "here", "digits", 7, SIGNATURE)),
        arguments(Rig.class, new InventoryJson(31337, ONE, OTHER, 7, List.of(card), SIGNATURE)),
        arguments(
            Offer.class, new OfferJson(31337, ONE, WORD, OTHER, 60, "5", "a card", 7, SIGNATURE)),
        arguments(
            Crew.class,
            new CrewJson(31337, ONE, OTHER, WORD, List.of(ONE, OTHER), true, 7, SIGNATURE)),
        arguments(
            RoundCall.class, new RoundCallJson(31337, ONE, OTHER, WORD, 3, "plan", 7, SIGNATURE)),
        arguments(
            RoundReply.class,
            new RoundReplyJson(
                31337, ONE, OTHER, ONE, WORD, 3, "plan", "weights", 1L << 40, SIGNATURE)),
        arguments(
            assay.client.model.FederatedJob.class, new FederatedJobJson(31337, ONE, WORD, OTHER)),
        arguments(
            FederatedCall.class,
            new FederatedCallJson(31337, ONE, WORD, OTHER, 3, "plan", 7, SIGNATURE)),
        arguments(
            SentUpdate.class,
            new SentUpdateJson(
                31337, ONE, WORD, OTHER, 3, ONE, WORD, 1L << 40, WORD, WORD, 5, "at", SIGNATURE)),
        arguments(RecordedRound.class, new RoundLogJson.Recorded(31337, ONE, WORD, OTHER, round())),
        arguments(assay.client.model.RoundLog.class, log()),
        arguments(assay.client.model.Need.class, new Need(1L << 60, 2, 3, 4, 5)));
  }

  private static RoundLogJson.Round round() {
    RoundLogJson.Update update = new RoundLogJson.Update(ONE, WORD, 1L << 40, WORD, 5, SIGNATURE);
    RoundLogJson.Absent absent = new RoundLogJson.Absent(OTHER, "it was late");
    return new RoundLogJson.Round(
        3, "plan", WORD, WORD, "at", WORD, List.of(update), List.of(absent), SIGNATURE);
  }

  private static RoundLogJson.Log log() {
    FederatedJob job = new FederatedJob(new ContractAt(31337, ONE), new BountyId(WORD), OTHER);
    return RoundLogJson.Log.of(job, List.of(round()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldSayInTheContractsWordsAllThatTheRecordSays(Class<?> schema, Object document) {
    Object said = SharedRecords.as(schema, document);

    assertThat(said).hasNoNullFieldsOrProperties();
    assertThat((Object) SharedRecords.as(document.getClass(), said)).isEqualTo(document);
  }

  @Test
  void shouldRefuseWhatOnlyOneOfTheTwoKnows() {
    Map<String, Integer> less = Map.of("flops", 1, "memory", 2, "samples", 3, "epochs", 4);
    Map<String, Integer> more =
        Map.of("flops", 1, "memory", 2, "samples", 3, "epochs", 4, "data", 5, "price", 6);

    assertThatThrownBy(() -> SharedRecords.as(Need.class, less))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("data");
    assertThatThrownBy(() -> SharedRecords.as(Need.class, more))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("price");
  }
}
