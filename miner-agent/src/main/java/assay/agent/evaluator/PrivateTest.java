package assay.agent.evaluator;

import assay.agent.Agent;
import assay.chain.Bytes32;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Opener;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.BountySpec;
import assay.training.bounty.SamplePermutation;
import assay.training.bounty.TestSet;
import assay.training.bounty.TestSetFile;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Opens a bounty's test set and holds it to the root that the researcher committed to. */
final class PrivateTest {

  private final Agent agent;

  PrivateTest(Agent agent) {
    this.agent = agent;
  }

  /** The samples that were never public, in the bounty's groups. */
  List<LabelledData> open(BountyFacts bounty, BountySpec spec, AgeIdentity key) {
    BountySpec.SealedTestSet sealed = spec.testSet();
    TestSetFile.requireLength(sealed.seal().plainBytes(), spec.data().format(), bounty.testCount());
    try (InputStream in = agent.store().get(sealed.cid(), sealed.seal().cipherBytes())) {
      byte[] plain = new Opener().openInMemory(in, key, sealed.seal());
      BountyOrigin origin = bounty.origin(agent.deployment().chainId(), agent.market().address());
      TestSet testSet =
          TestSetFile.read(new ByteArrayInputStream(plain), origin, bounty.testCount());
      testSet.requireRoot(bounty.testRoot());
      Bytes32 seed = bounty.sampleSeed().orElseThrow();
      return testSet.privateGroups(
          new SamplePermutation(seed, bounty.testCount()), bounty.groups());
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }
}
