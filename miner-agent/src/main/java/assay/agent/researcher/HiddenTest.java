package assay.agent.researcher;

import assay.agent.Agent;
import assay.agent.home.HomeException;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.content.CidCalculator;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Seal;
import assay.registry.seal.Sealer;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.BountySpec;
import assay.training.bounty.TestSet;
import assay.training.bounty.TestSetFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bounty's test set in the researcher's home: the samples with their salts, the identity they are
 * sealed to, and the sealed file, which leaves the home only when no submission can change any
 * more.
 */
final class HiddenTest {

  private final Path folder;

  private HiddenTest(Path folder) {
    this.folder = folder;
  }

  /** Seals a test set and keeps everything under the researcher's nonce. */
  static HiddenTest seal(Agent agent, TestSet testSet, BigInteger nonce) {
    HiddenTest hidden = new HiddenTest(folder(agent, nonce));
    try {
      Files.createDirectories(hidden.folder);
      byte[] plain = bytes(testSet);
      AgeIdentity identity = hidden.freshIdentity(agent);
      Files.write(hidden.plain(), plain);
      new Sealer().seal(new ByteArrayInputStream(plain), hidden.sealed(), identity.recipient());
      return hidden;
    } catch (IOException e) {
      throw new HomeException(hidden.folder, "cannot keep the test set.", e);
    }
  }

  /** The test set kept under the nonce of that bounty's origin. */
  static HiddenTest of(Agent agent, BountyOrigin origin) {
    return new HiddenTest(folder(agent, origin.nonce()));
  }

  /** Whether this home posted the bounty. */
  boolean exists() {
    return Files.exists(sealed());
  }

  AgeIdentity identity() {
    return AgeIdentity.read(folder.resolve("test-key.age"));
  }

  /** What the specification tells about the sealed file. */
  BountySpec.SealedTestSet description() {
    try {
      byte[] sealed = Files.readAllBytes(sealed());
      byte[] plain = Files.readAllBytes(plain());
      Seal seal =
          new Seal(Bytes32.sha256(sealed), sealed.length, Bytes32.sha256(plain), plain.length);
      Cid cid = CidCalculator.of(new ByteArrayInputStream(sealed));
      return new BountySpec.SealedTestSet(cid, seal);
    } catch (IOException e) {
      throw new HomeException(folder, "lost the test set.", e);
    }
  }

  TestSet testSet(BountyOrigin origin, int count) {
    try (InputStream in = Files.newInputStream(plain())) {
      return TestSetFile.read(in, origin, count);
    } catch (IOException e) {
      throw new HomeException(folder, "lost the test set.", e);
    }
  }

  /** Gives the sealed file to the store. */
  Cid upload(Agent agent) {
    try (InputStream in = Files.newInputStream(sealed())) {
      Cid cid = agent.store().put(in);
      agent.store().pin(cid);
      return cid;
    } catch (IOException e) {
      throw new HomeException(folder, "lost the sealed test set.", e);
    }
  }

  private AgeIdentity freshIdentity(Agent agent) {
    AgeIdentity identity = AgeIdentity.generate(agent.random());
    identity.write(folder.resolve("test-key.age"));
    return identity;
  }

  private static byte[] bytes(TestSet testSet) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TestSetFile.write(testSet, out);
    return out.toByteArray();
  }

  private static Path folder(Agent agent, BigInteger nonce) {
    return agent.home().folder().resolve("bounties").resolve(nonce.toString());
  }

  private Path plain() {
    return folder.resolve("test-set.bin");
  }

  private Path sealed() {
    return folder.resolve("test-set.age");
  }
}
