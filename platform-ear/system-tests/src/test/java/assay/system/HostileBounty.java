package assay.system;

import assay.agent.Agent;
import assay.agent.loop.Membership;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.actor.Role;
import assay.registry.content.Cid;
import assay.registry.dataset.VersionId;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Seal;
import assay.registry.seal.Sealer;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.BountySpec;
import assay.training.bounty.RevealedSample;
import assay.training.bounty.SampleBatch;
import assay.training.bounty.SamplePermutation;
import assay.training.bounty.Score;
import assay.training.bounty.TestSet;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyTerms;
import assay.training.spec.ModelSpecJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A researcher who posts, by hand, a bounty for a model of two thousand million units. */
final class HostileBounty {

  private HostileBounty() {}

  /** Posts it and opens it to miners. */
  static BountyId post(Town town, String name, VersionId dataset)
      throws IOException, InterruptedException {
    Agent agent = town.open(name);
    new Membership(agent, Role.RESEARCHER).advance();
    BountyOrigin origin =
        new BountyOrigin(
            BigInteger.valueOf(agent.deployment().chainId()),
            agent.market().address(),
            agent.address(),
            agent.market().nextNonce(agent.address()));
    TestSet test = TestSet.salted(origin, Job.smallTest(), () -> fresh(agent));
    AgeIdentity key = AgeIdentity.generate(agent.random());
    byte[] spec = spec(key);
    BountyId id = BountyId.of(origin, Bytes32.keccak256(spec));
    Cid cid = agent.store().put(new ByteArrayInputStream(spec));
    agent.sender().send(agent.actors().deposit(Wei.ofEther("1")));
    agent
        .sender()
        .send(
            agent
                .market()
                .open(
                    new BountyTerms(
                        origin.nonce(),
                        new BountyTerms.Spec(
                            cid, Bytes32.keccak256(spec), agent.identity().recipient()),
                        new BountyTerms.Test(
                            test.root(),
                            test.size(),
                            origin.testKeyCommit(key.key()),
                            Score.ofShare("0.1")),
                        Job.PANEL,
                        Job.MONEY,
                        BountyTerms.Split.standard(new Address("0x" + "11".repeat(20))),
                        List.of(new BountyTerms.DatasetWeight(dataset, 10_000, true)),
                        Job.WINDOWS,
                        BountyTerms.Extras.NONE)));
    revealSample(agent, id, test);
    return id;
  }

  private static byte[] spec(AgeIdentity key) throws IOException {
    byte[] plain = {1, 2, 3};
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    Seal seal = new Sealer().seal(to -> to.write(plain), sealed, key.recipient());
    String model =
        new String(ModelSpecJson.write(Models.softmax("output")), StandardCharsets.UTF_8)
            .replace("\"units\":10", "\"units\":2000000000");
    return new BountySpec(
            BountySpec.FORMAT,
            "Two thousand million units",
            "Whoever builds it runs out of memory.",
            "accuracy",
            model,
            new BountySpec.Data(64, 0, 16, 10),
            new BountySpec.SealedTestSet(Cid.of(Cid.Codec.RAW, sealed.toByteArray()), seal))
        .toJson();
  }

  private static void revealSample(Agent agent, BountyId id, TestSet test)
      throws IOException, InterruptedException {
    Bytes32 seed =
        Wait.forSome(
            "a seed for the sample",
            Duration.ofMinutes(2),
            () -> {
              agent.events().refresh();
              return BountyFacts.of(agent.events(), id).flatMap(BountyFacts::sampleSeed);
            });
    SampleBatch sample =
        test.reveal(
            new SamplePermutation(seed, test.size()),
            0,
            SamplePermutation.publicCount(test.size()));
    for (RevealedSample one : sample.samples()) {
      agent.store().put(new ByteArrayInputStream(one.sample().bytes()));
    }
    agent.sender().send(agent.market().revealSample(id, sample));
  }

  private static Bytes32 fresh(Agent agent) {
    byte[] salt = new byte[32];
    agent.random().nextBytes(salt);
    return Bytes32.of(salt);
  }
}
