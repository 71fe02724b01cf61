package assay.web.api;

import assay.chain.Bytes32;
import assay.chain.PersonalSignature;
import assay.chain.Wei;
import assay.registry.content.Cid;
import assay.registry.signin.SignInMessage;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedCall;
import assay.training.federated.round.FederatedCallJson;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.LeftOut;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLogJson;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SentUpdateJson;
import assay.training.federated.round.SignedCall;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.round.SiteUpdate;
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
import assay.training.publication.ModelPublication;
import assay.training.publication.PublicationJson;
import assay.training.publication.SignedPublication;
import assay.web.resource.AuthResource.SignedMessage;
import assay.web.resource.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What people signed, by the name of its example. */
final class Documents {

  static final URI HERE = URI.create("https://assay.example");

  static final Question QUESTION =
      new Question(
          Persona.RESEARCHER.address(),
          new Need(850_000, 1 << 20, 1_400, 20, 70_000),
          World.NOON.minusSeconds(600));

  static final Signed<RigInventory> RIG =
      Signed.by(
          Persona.MINER.account(),
          new RigInventory(
              World.REGISTRY,
              Persona.MINER.address(),
              World.NOON,
              List.of(
                  new RigDevice(RigDevice.Kind.GPU, "NVIDIA H200", 0, 150_754_820_096L, "9.0"))));

  private static final ObjectMapper JSON =
      new Json().locateMapper(PoolJson.class, MediaType.APPLICATION_JSON_TYPE);

  private static final BountyId BOUNTY = new BountyId(World.BOUNTY);

  private static final FederatedJob JOB =
      new FederatedJob(World.MARKET, BOUNTY, Persona.MINER.address());

  private static final Map<String, Object> ALL =
      Map.ofEntries(
          Map.entry("signIn", signIn()),
          Map.entry("pool", pool()),
          Map.entry("rig", InventoryJson.of(RIG)),
          Map.entry("offer", offer()),
          Map.entry("crew", crew()),
          Map.entry("call", call()),
          Map.entry("reply", reply()),
          Map.entry("federatedCall", federatedCall()),
          Map.entry("federatedUpdate", SentUpdateJson.of(federatedUpdate(2))),
          Map.entry("federatedRound", RoundLogJson.Round.of(federatedRound(1))),
          Map.entry("recordedRound", RoundLogJson.Recorded.of(federatedRound(2))),
          Map.entry("publication", publication()));

  private Documents() {}

  static String text(String name) {
    try {
      return JSON.writeValueAsString(ALL.get(name));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A document became unwritable JSON.", e);
    }
  }

  private static SignedMessage signIn() {
    String text =
        new SignInMessage(
                HERE.getAuthority(),
                Persona.RESEARCHER.address(),
                HERE,
                World.REGISTRY.chainId(),
                World.NONCE,
                World.NOON,
                World.NOON.plusSeconds(300))
            .text();
    return new SignedMessage(
        text, PersonalSignature.sign(Persona.RESEARCHER.account(), text).hex());
  }

  private static PoolJson pool() {
    PoolDescription said =
        new PoolDescription(
            World.REGISTRY,
            Persona.OPERATOR.address(),
            "Deep Digits",
            new PoolFee(200),
            "desk@digits.example",
            "Images, at most 100 million parameters",
            World.NOON);
    return PoolJson.of(Signed.by(Persona.OPERATOR.account(), said));
  }

  private static OfferJson offer() {
    Offer said =
        new Offer(
            World.REGISTRY,
            QUESTION.id(),
            Persona.OPERATOR.address(),
            new Offer.Estimate(Duration.ofHours(2), Wei.ofEther("0.05"), "2 x H200"),
            World.NOON.plus(Duration.ofDays(1)));
    return OfferJson.of(Signed.by(Persona.OPERATOR.account(), said));
  }

  private static CrewJson crew() {
    Crew said =
        new Crew(
            World.REGISTRY,
            Persona.OPERATOR.address(),
            BOUNTY,
            List.of(Persona.MINER.address()),
            true,
            World.NOON);
    return CrewJson.of(Signed.by(Persona.OPERATOR.account(), said));
  }

  private static Turn turn() {
    return new Turn(Persona.OPERATOR.address(), BOUNTY, 1);
  }

  private static RoundCallJson call() {
    RoundCall said =
        new RoundCall(
            World.REGISTRY, turn(), Cid.parse(World.CID), World.NOON.plus(Duration.ofHours(1)));
    return RoundCallJson.of(Signed.by(Persona.OPERATOR.account(), said));
  }

  private static RoundReplyJson reply() {
    RoundReply said =
        new RoundReply(
            World.REGISTRY,
            Persona.MINER.address(),
            turn(),
            Cid.parse(World.CID),
            Cid.parse(World.CID),
            1_400);
    return RoundReplyJson.of(Signed.by(Persona.MINER.account(), said));
  }

  private static FederatedCallJson federatedCall() {
    FederatedCall said =
        new FederatedCall(JOB, 2, Cid.parse(World.CID), World.NOON.plus(Duration.ofHours(1)));
    return FederatedCallJson.of(SignedCall.by(Persona.MINER.account(), said));
  }

  private static SentUpdate federatedUpdate(int round) {
    Cid sealed = Cid.parse(World.CID);
    SiteUpdate said =
        new SiteUpdate(
            JOB,
            round,
            Persona.OWNER.address(),
            World.GRANT,
            1_257,
            World.weights(round),
            sealed.digest(),
            0);
    return new SentUpdate(SignedUpdate.by(Persona.OWNER.account(), said), sealed);
  }

  private static RoundEntry federatedRound(int number) {
    FederatedRound said =
        new FederatedRound(
            JOB,
            number,
            Cid.parse(World.CID),
            World.weights(number),
            World.weights(number + 1),
            Cid.parse(World.CID),
            new Bytes32("0x" + "e5".repeat(32)),
            List.of(federatedUpdate(number).signed()),
            List.of(new LeftOut(Persona.OTHER_OWNER.address(), "nothing came within 60 s")));
    return new RoundEntry(said, said.signedBy(Persona.MINER.account()));
  }

  private static PublicationJson publication() {
    ModelPublication said =
        new ModelPublication(
            World.MARKET,
            new BountyId(World.SETTLED_BOUNTY),
            Persona.RESEARCHER.address(),
            Cid.of(Cid.Codec.RAW, World.MODEL),
            Bytes32.sha256(World.MODEL),
            Cid.parse(World.CID),
            World.NOON);
    return PublicationJson.of(SignedPublication.by(Persona.RESEARCHER.account(), said));
  }
}
