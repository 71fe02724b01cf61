package assay.system;

import assay.agent.Agent;
import assay.agent.loop.Membership;
import assay.chain.Bytes32;
import assay.chain.RevertedException;
import assay.registry.actor.Role;
import assay.registry.content.Cid;
import assay.registry.grant.AccessGrant;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Seal;
import assay.registry.seal.Sealer;
import assay.training.bounty.BountyId;
import assay.training.bounty.Commits;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.ledger.SubmissionFacts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A miner that follows no rules but the contract's: it submits any bytes as a checkpoint, by hand,
 * step by step.
 */
final class RawSubmission {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int WORD = 32;

  private final Agent agent;
  private final BountyId bounty;
  private final AgeIdentity key;
  private final Commits.Opening opening;
  private final byte[] sealed;

  private RawSubmission(
      Agent agent, BountyId bounty, AgeIdentity key, Commits.Opening opening, byte[] sealed) {
    this.agent = agent;
    this.bounty = bounty;
    this.key = key;
    this.opening = opening;
    this.sealed = sealed;
  }

  /** Joins as a miner and seals the bytes to a fresh key. */
  static RawSubmission of(Agent agent, BountyId bounty, byte[] plain) throws IOException {
    new Membership(agent, Role.MINER).advance();
    AgeIdentity key = AgeIdentity.generate(agent.random());
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    Seal seal = new Sealer().seal(to -> to.write(plain), sealed, key.recipient());
    Cid cid = agent.store().put(new ByteArrayInputStream(sealed.toByteArray()));
    return new RawSubmission(
        agent, bounty, key, opening(agent, bounty, key, seal, cid), sealed.toByteArray());
  }

  /** The same sealed bytes, key and all, in another miner's name. */
  RawSubmission copiedBy(Agent thief) {
    new Membership(thief, Role.MINER).advance();
    Commits.Opening copy =
        new Commits.Opening(
            opening.cidPrefix(),
            opening.cidDigest(),
            opening.cipherRoot(),
            opening.plainHash(),
            opening.cipherSize(),
            opening.plainSize(),
            commits(thief, bounty).keyCommit(thief.market().address(), thief.address(), key.key()),
            Bytes32.of(new byte[WORD]));
    return new RawSubmission(thief, bounty, key, copy, sealed);
  }

  Agent agent() {
    return agent;
  }

  Bytes32 commitHash() {
    return commits(agent, bounty).submission(agent.market().address(), agent.address(), opening);
  }

  /** Commits once the bounty is open. */
  RawSubmission commit() throws InterruptedException {
    return commit(commitHash());
  }

  RawSubmission commit(Bytes32 hash) throws InterruptedException {
    await(BountyState.OPEN);
    agent.sender().send(agent.actors().deposit(facts().commitCost()));
    agent.sender().send(agent.submissions().commit(bounty, hash));
    return this;
  }

  /** Reveals once that is allowed. */
  RawSubmission reveal(AccessGrant grant) throws InterruptedException {
    await(BountyState.REVEAL);
    agent
        .sender()
        .send(agent.submissions().reveal(bounty, opening, List.of(Optional.of(grant.deed()))));
    return this;
  }

  /** What the contract says to a reveal that it refuses. */
  String revealRefusal(AccessGrant grant) throws InterruptedException {
    await(BountyState.REVEAL);
    try {
      agent
          .sender()
          .send(agent.submissions().reveal(bounty, opening, List.of(Optional.of(grant.deed()))));
      return "nothing";
    } catch (RevertedException e) {
      return e.error();
    }
  }

  /** Gives the key to every seat once the panel sits. */
  RawSubmission arm() throws InterruptedException {
    await(BountyState.SCORING);
    SubmissionFacts mine = facts().submission(agent.address()).orElseThrow();
    for (var seat : facts().seats()) {
      Wait.until(
          "the mailbox to take a key",
          LONG,
          () -> {
            agent.keys().sendCheckpointKey(facts(), mine, seat, key);
            return true;
          });
    }
    return this;
  }

  BountyFacts facts() {
    agent.events().refresh();
    return BountyFacts.of(agent.events(), bounty).orElseThrow();
  }

  private void await(BountyState state) throws InterruptedException {
    Wait.until(bounty + " to be " + state, LONG, () -> facts().state() == state);
  }

  private static Commits.Opening opening(
      Agent agent, BountyId bounty, AgeIdentity key, Seal seal, Cid cid) {
    byte[] salt = new byte[WORD];
    agent.random().nextBytes(salt);
    return new Commits.Opening(
        ByteBuffer.wrap(cid.bytes()).getInt(),
        cid.digest(),
        seal.cipherRoot(),
        seal.plainSha256(),
        seal.cipherBytes(),
        seal.plainBytes(),
        commits(agent, bounty).keyCommit(agent.market().address(), agent.address(), key.key()),
        Bytes32.of(salt));
  }

  private static Commits commits(Agent agent, BountyId bounty) {
    return new Commits(BigInteger.valueOf(agent.deployment().chainId()), bounty);
  }
}
