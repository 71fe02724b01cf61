package assay.agent.miner;

import assay.agent.Agent;
import assay.agent.home.HomeException;
import assay.agent.journal.JournalEntry;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.content.CidCalculator;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Seal;
import assay.registry.seal.Sealer;
import assay.training.bounty.BountyId;
import assay.training.bounty.Commits;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A checkpoint sealed and ready to be committed to. All of it, the key and the salt included, is in
 * the journal and the work folder before the commit is sent, so no kill can lose the stake.
 *
 * @param key the identity that opens it
 * @param opening what the reveal will say
 * @param file the sealed bytes
 */
record PreparedSubmission(AgeIdentity key, Commits.Opening opening, Path file) {

  /** The journal step it is kept under. */
  static final String STEP = "submission";

  private static final int SALT_BYTES = 32;

  /** Seals a checkpoint to a fresh identity and writes everything down. */
  static PreparedSubmission prepare(Agent agent, BountyId bounty, Checkpoint checkpoint) {
    AgeIdentity key = AgeIdentity.generate(agent.random());
    Path file = file(agent, bounty);
    try {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      CheckpointArchive.write(checkpoint, plain);
      Files.deleteIfExists(file);
      Seal seal = new Sealer().seal(to -> to.write(plain.toByteArray()), file, key.recipient());
      PreparedSubmission prepared =
          new PreparedSubmission(key, opening(agent, bounty, key, seal, cid(file)), file);
      agent.journal().record(bounty.toString(), STEP, prepared.facts());
      return prepared;
    } catch (IOException e) {
      throw new HomeException(
          file,
          "cannot be written: "
              + e.getMessage()
              + ". Nothing was sent; make room or see to the disk, and it is tried again.",
          e);
    }
  }

  /** What an earlier run wrote down. */
  static PreparedSubmission recall(Agent agent, BountyId bounty, JournalEntry entry) {
    Cid cid = Cid.parse(entry.fact("cid"));
    return new PreparedSubmission(
        AgeIdentity.parse(entry.fact("key")),
        new Commits.Opening(
            prefix(cid),
            cid.digest(),
            new Bytes32(entry.fact("cipherRoot")),
            new Bytes32(entry.fact("plainHash")),
            Long.parseLong(entry.fact("cipherSize")),
            Long.parseLong(entry.fact("plainSize")),
            new Bytes32(entry.fact("keyCommit")),
            new Bytes32(entry.fact("salt"))),
        file(agent, bounty));
  }

  /** The hash to commit to. */
  Bytes32 commitHash(Agent agent, BountyId bounty) {
    return commits(agent, bounty).submission(agent.market().address(), agent.address(), opening);
  }

  private static Commits.Opening opening(
      Agent agent, BountyId bounty, AgeIdentity key, Seal seal, Cid cid) {
    byte[] salt = new byte[SALT_BYTES];
    agent.random().nextBytes(salt);
    Address market = agent.market().address();
    return new Commits.Opening(
        prefix(cid),
        cid.digest(),
        seal.cipherRoot(),
        seal.plainSha256(),
        seal.cipherBytes(),
        seal.plainBytes(),
        commits(agent, bounty).keyCommit(market, agent.address(), key.key()),
        Bytes32.of(salt));
  }

  private Map<String, String> facts() {
    return Map.of(
        "cid", cid().text(),
        "cipherRoot", opening.cipherRoot().hex(),
        "plainHash", opening.plainHash().hex(),
        "cipherSize", String.valueOf(opening.cipherSize()),
        "plainSize", String.valueOf(opening.plainSize()),
        "keyCommit", opening.keyCommit().hex(),
        "salt", opening.salt().hex(),
        "key", key.reveal());
  }

  /** Where the sealed checkpoint is found once it is uploaded. */
  Cid cid() {
    byte[] bytes =
        ByteBuffer.allocate(Cid.BYTES)
            .putInt(opening.cidPrefix())
            .put(opening.cidDigest().bytes())
            .array();
    return Cid.ofBytes(bytes);
  }

  private static Commits commits(Agent agent, BountyId bounty) {
    return new Commits(BigInteger.valueOf(agent.deployment().chainId()), bounty);
  }

  private static Cid cid(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return CidCalculator.of(in);
    }
  }

  private static int prefix(Cid cid) {
    return ByteBuffer.wrap(cid.bytes()).getInt();
  }

  private static Path file(Agent agent, BountyId bounty) {
    return agent.home().work().resolve("submission-" + bounty + ".age");
  }
}
