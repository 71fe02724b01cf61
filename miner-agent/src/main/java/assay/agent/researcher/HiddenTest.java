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
import assay.training.data.LabelledData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

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

  /**
   * The test set kept for the bounty of this origin. What an earlier attempt to post it kept is
   * used again: that attempt's transaction may still be under way and commits to those very salts.
   *
   * @throws HomeException if the earlier attempt had other samples
   */
  static HiddenTest keep(
      Agent agent, BountyOrigin origin, LabelledData samples, Supplier<Bytes32> freshSalt) {
    HiddenTest hidden = of(agent, origin);
    if (hidden.exists()) {
      hidden.requireHolds(origin, samples);
    } else {
      hidden.seal(agent, TestSet.salted(origin, samples, freshSalt));
    }
    return hidden;
  }

  private void requireHolds(BountyOrigin origin, LabelledData samples) {
    if (!testSet(origin, samples.size()).samples().sha256().equals(samples.sha256())) {
      throw new HomeException(
          folder,
          "holds the test set of an earlier attempt to post; post that one again, or wait until its"
              + " transaction is settled or dropped and move the folder away.");
    }
  }

  /** The sealed file comes last: without it nothing was ever sent, and all is made anew. */
  private void seal(Agent agent, TestSet testSet) {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(key());
      AgeIdentity identity = AgeIdentity.generate(agent.random());
      identity.write(key());
      byte[] plain = bytes(testSet);
      Files.write(plain(), plain);
      new Sealer().seal(to -> to.write(plain), sealed(), identity.recipient());
    } catch (IOException e) {
      throw new HomeException(folder, "cannot keep the test set.", e);
    }
  }

  /** The test set kept under the nonce of that bounty's origin. */
  static HiddenTest of(Agent agent, BountyOrigin origin) {
    Path bounties = agent.home().folder().resolve("bounties");
    return new HiddenTest(bounties.resolve(origin.nonce().toString()));
  }

  /** Whether this home posted the bounty. */
  boolean exists() {
    return Files.exists(sealed());
  }

  AgeIdentity identity() {
    return AgeIdentity.read(key());
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

  private static byte[] bytes(TestSet testSet) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TestSetFile.write(testSet, out);
    return out.toByteArray();
  }

  private Path key() {
    return folder.resolve("test-key.age");
  }

  private Path plain() {
    return folder.resolve("test-set.bin");
  }

  private Path sealed() {
    return folder.resolve("test-set.age");
  }
}
