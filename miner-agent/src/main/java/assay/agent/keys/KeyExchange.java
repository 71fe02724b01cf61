package assay.agent.keys;

import assay.agent.Agent;
import assay.agent.platform.PlatformClient;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.RegistryException;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.Envelope;
import assay.registry.grant.EnvelopeHeader;
import assay.registry.grant.EnvelopeKind;
import assay.registry.grant.EnvelopeReader;
import assay.registry.grant.EnvelopeSubject;
import assay.registry.grant.EnvelopeWriter;
import assay.registry.grant.Purpose;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.training.bounty.BountyId;
import assay.training.bounty.Commits;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.SubmissionFacts;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Sends keys to those who may have them, and takes in keys from those who may give them. Everything
 * received is held to what the chain says, never to what the mailbox says.
 */
public final class KeyExchange {

  /** Keys inside a bounty do not run out: the bounty itself ends. */
  private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  private final Agent agent;
  private final PlatformClient platform;
  private final EnvelopeWriter writer;
  private final EnvelopeReader reader;

  public KeyExchange(Agent agent, Account account) {
    this.agent = agent;
    this.platform = agent.platform();
    this.writer = new EnvelopeWriter(account);
    this.reader = new EnvelopeReader(agent.identity());
  }

  /**
   * Hands something to each of these on its own: what cannot be sealed to one must not cost the
   * others theirs. The first failure is thrown when all had their turn.
   */
  public static void toEach(List<Address> receivers, Consumer<Address> hand) {
    List<RuntimeException> failures = new ArrayList<>();
    for (Address receiver : receivers) {
      try {
        hand.accept(receiver);
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  /**
   * Hands a dataset version's key to the grant's grantee.
   *
   * @throws KeyKeptException if the grant's level lets no key out
   */
  public void sendVersionKey(AccessGrant grant, AgeIdentity versionIdentity) {
    requireHandedOut(grant.terms().version(), grant.terms().level());
    EnvelopeHeader header =
        EnvelopeHeader.of(
            EnvelopeSubject.of(agent.ledger().registry(), grant),
            grant.terms(),
            recipient(grant.terms().grantee()));
    send(header, versionIdentity);
  }

  /** Refuses data of a level whose key stays with its owner. */
  public static void requireHandedOut(VersionId version, SharingLevel level) {
    if (!level.handsOutKeys()) {
      throw new KeyKeptException(version, level);
    }
  }

  /** The key that goes with a grant, if its owner has left it. */
  public Optional<AgeIdentity> versionKey(AccessGrant grant) {
    EnvelopeHeader expected =
        EnvelopeHeader.of(
            EnvelopeSubject.of(agent.ledger().registry(), grant), grant.terms(), own());
    return receive(expected, grant.terms().grantor()::equals);
  }

  /** Hands the test set's key to a seat. */
  public void sendTestKey(BountyId bounty, Address seat, AgeIdentity key) {
    send(header(testSet(bounty), agent.address(), seat, recipient(seat)), key);
  }

  /** The test set's key, if the researcher has left it. */
  public Optional<AgeIdentity> testKey(BountyFacts bounty) {
    EnvelopeHeader expected =
        header(testSet(bounty.id()), bounty.researcher(), agent.address(), own());
    return receive(expected, bounty.researcher()::equals);
  }

  /** Hands a checkpoint's key to a seat, or to the researcher. */
  public void sendCheckpointKey(
      BountyFacts bounty, SubmissionFacts submission, Address to, AgeIdentity key) {
    AgeRecipient recipient = to.equals(bounty.researcher()) ? bounty.recipient() : recipient(to);
    send(header(checkpoint(bounty.id(), submission), agent.address(), to, recipient), key);
  }

  /** A checkpoint's key, if its miner or a seat has left one that fits the submission. */
  public Optional<AgeIdentity> checkpointKey(BountyFacts bounty, SubmissionFacts submission) {
    EnvelopeSubject subject = checkpoint(bounty.id(), submission);
    List<PlatformClient.Delivery> deliveries =
        platform.fetch(EnvelopeKind.CHECKPOINT_KEY, bounty.id().value());
    return deliveries.stream()
        .filter(
            delivery ->
                delivery.sender().equals(submission.miner())
                    || bounty.everSeated().contains(delivery.sender()))
        .flatMap(
            delivery ->
                open(delivery, header(subject, delivery.sender(), agent.address(), own())).stream())
        .filter(key -> fits(bounty.id(), submission, key))
        .findFirst();
  }

  /** Hands a seat what opens the evidence of a federated job. */
  public void sendEvidence(BountyId bounty, Address seat, SealedEvidence evidence) {
    EnvelopeSubject subject = inBounty(EnvelopeKind.EVIDENCE_KEY, bounty, evidence.file().digest());
    send(header(subject, agent.address(), seat, recipient(seat)), evidence.key());
  }

  /** What opens the evidence of a submission's rounds, if its miner has left it. */
  public Optional<SealedEvidence> evidence(BountyFacts bounty, SubmissionFacts submission) {
    EnvelopeSubject subject =
        inBounty(EnvelopeKind.EVIDENCE_KEY, bounty.id(), submission.commitHash());
    EnvelopeHeader expected = header(subject, submission.miner(), agent.address(), own());
    return platform.fetch(EnvelopeKind.EVIDENCE_KEY, bounty.id().value()).stream()
        .filter(delivery -> delivery.sender().equals(submission.miner()))
        .flatMap(delivery -> evidence(delivery, expected).stream())
        .findFirst();
  }

  private Optional<SealedEvidence> evidence(
      PlatformClient.Delivery delivery, EnvelopeHeader expected) {
    try {
      return Optional.of(
          SealedEvidence.in(reader.readTelling(delivery.sealed(), expected, agent.events().now())));
    } catch (RegistryException | UncheckedIOException e) {
      // As every other envelope: what is none is passed over.
      return Optional.empty();
    }
  }

  /** Whether the key is the one its miner committed to. */
  private boolean fits(BountyId bounty, SubmissionFacts submission, AgeIdentity key) {
    Commits commits = new Commits(BigInteger.valueOf(agent.deployment().chainId()), bounty);
    return submission
        .checkpoint()
        .filter(
            checkpoint ->
                commits
                    .keyCommit(agent.market().address(), submission.miner(), key.key())
                    .equals(checkpoint.keyCommit()))
        .isPresent();
  }

  private void send(EnvelopeHeader header, AgeIdentity key) {
    platform.post(
        header.subject().kind(),
        header.subject().id(),
        header.parties().receiver(),
        writer.write(new Envelope(header, key)));
  }

  private Optional<AgeIdentity> receive(EnvelopeHeader expected, Predicate<Address> maySend) {
    return platform.fetch(expected.subject().kind(), expected.subject().id()).stream()
        .filter(delivery -> maySend.test(delivery.sender()))
        .flatMap(delivery -> open(delivery, expected).stream())
        .findFirst();
  }

  /**
   * An envelope that is not what it should be, or no envelope at all, is none: another sender's may
   * still be good.
   */
  private Optional<AgeIdentity> open(PlatformClient.Delivery delivery, EnvelopeHeader expected) {
    try {
      return Optional.of(reader.read(delivery.sealed(), expected, agent.events().now()));
    } catch (RegistryException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private EnvelopeSubject testSet(BountyId bounty) {
    return inBounty(EnvelopeKind.TEST_KEY, bounty, bounty.value());
  }

  private EnvelopeSubject checkpoint(BountyId bounty, SubmissionFacts submission) {
    return inBounty(EnvelopeKind.CHECKPOINT_KEY, bounty, submission.commitHash());
  }

  private EnvelopeSubject inBounty(EnvelopeKind kind, BountyId bounty, Bytes32 thing) {
    ContractAt market = new ContractAt(agent.deployment().chainId(), agent.market().address());
    return new EnvelopeSubject(
        kind, market, bounty.value(), new EnvelopeSubject.Scope(thing, 0, Purpose.EVALUATE));
  }

  private static EnvelopeHeader header(
      EnvelopeSubject subject, Address sender, Address receiver, AgeRecipient recipient) {
    return new EnvelopeHeader(
        subject, new EnvelopeHeader.Parties(sender, receiver, recipient), NEVER);
  }

  /**
   * What to seal to, for an account.
   *
   * @throws UnknownRecipientException if it has not joined
   */
  public AgeRecipient recipient(Address account) {
    return agent
        .actors()
        .recipient(account)
        .orElseThrow(() -> new UnknownRecipientException(account));
  }

  private AgeRecipient own() {
    return agent.identity().recipient();
  }
}
